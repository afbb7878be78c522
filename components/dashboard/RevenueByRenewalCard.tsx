import { ProgressBar } from "@/components/ui/BarRow.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { Money } from "@/components/ui/Money.tsx";
import { dashboardAddress } from "@/lib/analytics/dashboard_address.ts";
import { renewalWord } from "@/lib/clients/renewal_window.ts";
import type { RevenueRisk } from "@/lib/analytics/revenue_risk.ts";
import { formatMoneyRounded } from "@/lib/format/money.ts";
import { formatQuantity, formatShare } from "@/lib/format/number.ts";

type CurrencyRisk = RevenueRisk["currencies"][number];

/** Currencies that get bars; the sums of the others are named. */
const SHOWN = 2;

/** How much revenue at risk is up for renewal, and when: each line leads to its clients. */
export function RevenueByRenewalCard({ revenue }: { revenue: RevenueRisk }) {
  const atRisk = revenue.currencies.filter(({ atRisk }) => atRisk.clients > 0);
  const others = atRisk.slice(SHOWN);
  return (
    <Card
      title="Revenue at risk by renewal"
      id="revenue-by-renewal"
      note="A month, of clients at risk or critical"
    >
      {atRisk.length === 0
        ? <EmptyState title="No revenue at risk">No client is at risk or critical.</EmptyState>
        : (
          <div class="flex flex-col gap-4">
            {atRisk.slice(0, SHOWN).map((currency) => <Windows key={currency.currency} risk={currency} />)}
            {others.length > 0 && (
              <p class="text-12 text-ink-3">
                And{" "}
                {others.map(({ atRisk, currency }) => formatMoneyRounded(atRisk.mrr, currency)).join(", ")}
              </p>
            )}
          </div>
        )}
    </Card>
  );
}

function Windows({ risk }: { risk: CurrencyRisk }) {
  const { currency, atRisk, shareAtRisk, byRenewal } = risk;
  const largest = Math.max(...byRenewal.map(({ mrr }) => mrr));
  return (
    <div>
      <h3 class="flex items-baseline justify-between gap-3 text-13 font-medium">
        <Money amount={atRisk.mrr} currency={currency} rounded />
        {shareAtRisk !== null && (
          <span class="text-12 font-normal text-ink-3">{formatShare(shareAtRisk)} of all in {currency}</span>
        )}
      </h3>
      <ul class="mt-1">
        {byRenewal.filter(({ clients }) => clients > 0).map(({ window, clients, mrr }) => (
          <li
            key={window}
            class="relative grid grid-cols-[minmax(0,7.5rem)_1fr_5rem] items-center gap-x-3 py-1 text-13 hover:bg-canvas coarse:py-3"
          >
            <Link
              href={dashboardAddress({ renewal: [window] }, "risk-radar")}
              title={formatQuantity(clients, "client")}
              class="stretched truncate text-ink-2"
            >
              {renewalWord(window)}
            </Link>
            <ProgressBar share={largest === 0 ? 0 : mrr / largest} />
            <span class="text-right font-medium">
              <Money amount={mrr} currency={currency} tight />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
