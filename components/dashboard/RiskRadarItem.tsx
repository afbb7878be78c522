import { Link } from "@/components/ui/Link.tsx";
import type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";
import { BandMark } from "@/components/ui/BandBadge.tsx";
import { Delta } from "@/components/ui/Delta.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Money } from "@/components/ui/Money.tsx";
import { Sparkline } from "@/components/ui/Sparkline.tsx";
import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import { clientAddress } from "@/lib/format/address.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { heldHint } from "@/lib/scoring/words.ts";
import { formatCountdown, formatDay } from "@/lib/format/time.ts";

interface RiskRadarItemProps {
  row: RiskRadarRow;
  /** Tints the score for a moment. */
  changed?: boolean;
}

/** One client: a line of cells where there is room, a card of three lines where there is not. Fixed height in both. */
export function RiskRadarItem({ row, changed = false }: RiskRadarItemProps) {
  return (
    <div class="radar-row relative transition-colors hover:bg-canvas">
      <span class="radar-band">
        <BandMark band={row.band} labelled hint={heldHint(row)} />
      </span>
      <div class="radar-name">
        <Link
          href={clientAddress(row.clientId)}
          title={row.name}
          dir="auto"
          class="stretched block truncate font-medium"
        >
          {row.name}
        </Link>
        <p class="radar-wide truncate text-12 text-ink-3" title={row.plan} dir="auto">{row.plan}</p>
      </div>
      <p class="radar-score figure flex items-baseline gap-2">
        <VisuallyHidden>score</VisuallyHidden>
        <span key={row.score} class={`text-20 font-semibold ${changed ? "changed rounded-control" : ""}`}>
          {row.score ?? "–"}
        </span>
        {row.trend && (
          <Delta
            change={row.trend.delta}
            steadyWithin={row.trend.direction === "flat" ? Math.abs(row.trend.delta) : 0}
            days={row.trend.days}
            tone="health"
          />
        )}
      </p>
      <span class="radar-spark">
        <Sparkline values={row.sparkline} band={row.band} width={72} />
      </span>
      <p class="radar-driver clamp-2 text-13 text-ink-2" title={row.driver}>{row.driver}</p>
      <Facts row={row} />
      <span class="radar-go text-ink-3">
        <Icon name="chevron" />
      </span>
    </div>
  );
}

/** Money, renewal and incidents: cells of the line, or one line of the card. */
function Facts({ row }: { row: RiskRadarRow }) {
  const renewal = row.renewsInDays === null ? null : formatCountdown(row.renewsInDays);
  const incidents = formatQuantity(row.openIncidents, "unresolved incident");
  return (
    <>
      <p class="radar-money radar-wide text-right text-13">
        <Money amount={row.mrr} currency={row.currency} tight />
        <VisuallyHidden>a month</VisuallyHidden>
      </p>
      <p class="radar-renewal radar-wide text-right text-13">
        {row.renewsOn
          ? (
            <>
              <VisuallyHidden>renews</VisuallyHidden>
              {formatDay(row.renewsOn, { year: false })}
              <span class="block text-12 text-ink-3">{renewal}</span>
            </>
          )
          : <span class="text-ink-3">no renewal</span>}
      </p>
      <p class="radar-incidents radar-wide text-right text-13">
        <span aria-hidden="true" class={row.openIncidents === 0 ? "text-ink-3" : "font-medium"}>
          {row.openIncidents}
        </span>
        <VisuallyHidden>{incidents}</VisuallyHidden>
      </p>
      <p class="radar-facts radar-narrow long-word text-12 text-ink-3">
        <Money amount={row.mrr} currency={row.currency} tight />
        {renewal && ` · renews ${renewal}`}
        {row.openIncidents > 0 && ` · ${incidents}`}
      </p>
    </>
  );
}
