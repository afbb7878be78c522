import { ChartCanvas } from "@/components/charts/ChartCanvas.tsx";
import { FiguresTable } from "@/components/charts/FiguresTable.tsx";
import type { ScoreMapFigures } from "@/components/charts/score_map_chart.ts";
import { BandMark } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { Money } from "@/components/ui/Money.tsx";
import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import { disagreeing, type MapAccount, NAMED } from "@/lib/charts/score_map.ts";
import { clientAddress } from "@/lib/format/address.ts";
import { formatMoneyRounded } from "@/lib/format/money.ts";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { bandWord, telemetryWord } from "@/lib/scoring/words.ts";

const loadChart = () => import("@/components/charts/score_map_chart.ts");

interface ScoreMapCardProps {
  figures: ScoreMapFigures;
  /** Accounts that have a score, those beyond the map included. */
  total: number;
  unscored: number;
  /** Links to the same map in other currencies. */
  currencies: { currency: string; href: string }[];
}

/** Score from left to right, money upwards: what is large and on the left is at stake. */
export function ScoreMapCard({ figures, total, unscored, currencies }: ScoreMapCardProps) {
  const { accounts, usageType, windowDays } = figures;
  const usage = `${telemetryWord(usageType)}, ${windowDays} d`;
  return (
    <Card
      title="Score against money"
      id="score-map"
      note={`Height: monthly revenue. Size: ${telemetryWord(usageType)}`}
      aside={currencies.length > 1 && <Currencies currencies={currencies} shown={figures.currency} />}
    >
      {accounts.length === 0
        ? (
          <EmptyState title="Nothing to place yet">
            A client shows here as soon as it has a score.
          </EmptyState>
        )
        : (
          <>
            <ChartCanvas figures={figures} load={loadChart} height="h-[21rem]" label={sentence(figures)} />
            <Named
              title="Pays more than most, at risk"
              accounts={disagreeing(accounts, "at_stake")}
              currency={figures.currency}
            />
            <Named
              title="Healthy, pays less than most"
              accounts={disagreeing(accounts, "room_to_grow")}
              currency={figures.currency}
            />
            <Remark shown={accounts.length} total={total} unscored={unscored} />
            <FiguresTable
              caption="Score against money, by client"
              columns={["Client", "Score", "Band", "MRR", usage]}
              rows={accounts.map((account) => [
                account.name,
                String(account.score),
                bandWord(account.band),
                formatMoneyRounded(account.mrr, figures.currency),
                account.usage === null ? "never sent" : formatCount(account.usage),
              ])}
            />
          </>
        )}
    </Card>
  );
}

function Currencies({ currencies, shown }: { currencies: ScoreMapCardProps["currencies"]; shown: string }) {
  return (
    <nav aria-label="Currency of the map" class="flex gap-1">
      {currencies.map(({ currency, href }) => (
        <Link
          key={currency}
          href={href}
          aria-current={currency === shown ? "true" : undefined}
          class={`rounded-control px-2 py-0.5 coarse:py-3 ${
            currency === shown ? "bg-accent-tint font-medium text-ink" : "text-ink-2 hover:text-ink"
          }`}
        >
          {currency}
        </Link>
      ))}
    </nav>
  );
}

interface NamedProps {
  title: string;
  accounts: readonly MapAccount[];
  currency: string;
}

function Named({ title, accounts, currency }: NamedProps) {
  if (accounts.length === 0) return null;
  return (
    <div class="mt-3">
      <h3 class="flex justify-between gap-3 text-12 font-medium text-ink-3">
        {title}
        {accounts.length > NAMED && <span>{formatCount(NAMED)} of {formatCount(accounts.length)}</span>}
      </h3>
      <ul class="mt-1 divide-y text-13">
        {accounts.slice(0, NAMED).map(({ clientId, name, band, score, mrr }) => (
          <li key={clientId} class="relative flex items-center gap-2 py-2 hover:bg-canvas">
            <BandMark band={band} labelled />
            <Link
              href={clientAddress(clientId)}
              class="stretched min-w-0 flex-1 truncate font-medium"
              title={name}
              dir="auto"
            >
              {name}
            </Link>
            <span>
              <VisuallyHidden>score</VisuallyHidden>
              {score}
            </span>
            <span class="w-20 text-right">
              <Money amount={mrr} currency={currency} tight />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Remark({ shown, total, unscored }: { shown: number; total: number; unscored: number }) {
  const parts = [
    ...(total > shown ? [`The ${formatCount(shown)} that pay most of ${formatCount(total)}`] : []),
    ...(unscored > 0 ? [`${formatQuantity(unscored, "client")} without a score not shown`] : []),
  ];
  return parts.length === 0 ? null : <p class="mt-3 text-12 text-ink-3">{parts.join(" · ")}</p>;
}

function sentence({ accounts, currency }: ScoreMapFigures): string {
  const [first] = disagreeing(accounts, "at_stake");
  const what = `${
    formatQuantity(accounts.length, "client")
  } by health score and monthly revenue in ${currency}`;
  if (!first) return `${what}; no large account is at risk`;
  const money = formatMoneyRounded(first.mrr, currency);
  return `${what}; most is at stake with ${first.name}, which scores ${first.score} and pays ${money} a month`;
}
