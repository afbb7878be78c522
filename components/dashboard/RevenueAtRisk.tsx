import type { PlatformMetricsData } from "@/components/dashboard/types.ts";
import { Delta } from "@/components/ui/Delta.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { Stat } from "@/components/ui/Stat.tsx";
import { dashboardAddress } from "@/lib/analytics/dashboard_address.ts";
import { pageAddress } from "@/lib/format/address.ts";
import { formatMoneyRounded } from "@/lib/format/money.ts";
import { formatQuantity, formatShare } from "@/lib/format/number.ts";

type MrrAtRisk = PlatformMetricsData["mrrAtRisk"];
type Amount = MrrAtRisk["amounts"][number];

/** Currencies with a line of their own; the others are counted and lead to the card that has all of them. */
const LINES = 3;

/** The monthly revenue at risk, a line a currency where there are several. */
export function RevenueAtRisk({ amounts, share }: MrrAtRisk) {
  const label = "MRR at risk";
  const href = pageAddress("/clients?band=at_risk,critical");
  const [only, ...others] = amounts;
  if (!only) return <Stat label={label} href={href} value="0" note="no revenue at risk" />;
  if (others.length === 0) {
    const part = share === null || only.amount === 0 ? "" : ` · ${formatShare(share)} of all`;
    return (
      <Stat
        label={label}
        href={href}
        value={formatMoneyRounded(only.amount, only.currency)}
        change={only.change ? <Delta change={only.change} currency={only.currency} /> : undefined}
        note={`${changeNote(amounts)}${part}`}
      />
    );
  }
  const more = amounts.length - LINES;
  return (
    <Stat
      label={label}
      href={href}
      value={amounts.slice(0, LINES).map((amount) => <Line key={amount.currency} {...amount} />)}
      note={
        <>
          {changeNote(amounts)}
          {more > 0 && (
            <>
              {" · "}
              <Link
                href={dashboardAddress({}, "revenue-by-renewal")}
                class="relative z-10 text-accent hover:underline"
              >
                {formatQuantity(more, "more currency", "more currencies")}
              </Link>
            </>
          )}
        </>
      }
    />
  );
}

function Line({ amount, currency, change }: Amount) {
  return (
    <span class="flex flex-wrap items-baseline gap-x-2">
      <span class="figure long-word text-16 font-semibold leading-tight">
        {formatMoneyRounded(amount, currency)}
      </span>
      {change !== null && change !== 0 && <Delta change={change} currency={currency} />}
    </span>
  );
}

function changeNote(amounts: readonly Amount[]): string {
  if (amounts.every(({ change }) => change === null)) return "a month";
  return amounts.every(({ change }) => change === 0) ? "no change in 7 days" : "in 7 days";
}
