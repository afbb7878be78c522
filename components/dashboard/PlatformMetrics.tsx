import type { PlatformMetricsData } from "@/components/dashboard/types.ts";
import { Delta } from "@/components/ui/Delta.tsx";
import { Sparkline } from "@/components/ui/Sparkline.tsx";
import { Stat } from "@/components/ui/Stat.tsx";
import { pageAddress } from "@/lib/format/address.ts";
import { formatMoneyRounded } from "@/lib/format/money.ts";
import { formatCount, formatQuantity, formatShare } from "@/lib/format/number.ts";

const PERIOD = "in 7 days";

/** Four figures that say how the platform stands. */
export function PlatformMetrics({ metrics }: { metrics: PlatformMetricsData }) {
  const { clients, averageHealth, openIncidents, mrrAtRisk } = metrics;
  return (
    <section aria-label="Platform metrics" class="grid grid-cols-2 gap-3 md:gap-6 lg:grid-cols-4">
      <Stat
        label="Clients"
        href={pageAddress("/clients")}
        value={formatCount(clients.total)}
        {...change(clients.change)}
      />
      <Stat
        label="Average health"
        href={pageAddress("/scores")}
        value={averageHealth.value === null ? "–" : formatCount(averageHealth.value)}
        {...change(averageHealth.change, "health", unscored(averageHealth.unscored))}
        sparkline={<Sparkline values={averageHealth.sparkline} width={72} />}
      />
      <Stat
        label="Open incidents"
        href={pageAddress("/incidents")}
        value={formatCount(openIncidents.total)}
        {...change(openIncidents.change)}
      />
      <Stat
        label="MRR at risk"
        href={pageAddress("/clients?band=at_risk,critical")}
        {...revenue(mrrAtRisk)}
      />
    </section>
  );
}

function change(value: number | null, tone: "health" | "plain" = "plain", remark = "") {
  if (value === null) return { note: `first week${remark}` };
  return { change: <Delta change={value} tone={tone} />, note: `${PERIOD}${remark}` };
}

function unscored(count: number): string {
  return count === 0 ? "" : ` · ${formatCount(count)} unscored`;
}

/** The largest amount leads; the others are named, not added. */
function revenue({ amounts, share }: PlatformMetricsData["mrrAtRisk"]): { value: string; note: string } {
  const [first, ...others] = [...amounts].sort((a, b) => b.amount - a.amount);
  if (!first) return { value: "0", note: "no revenue at risk" };
  const value = formatMoneyRounded(first.amount, first.currency);
  if (others.length > 2) {
    return {
      value,
      note: `a month, and ${formatQuantity(others.length, "other currency", "other currencies")}`,
    };
  }
  if (others.length > 0) {
    return {
      value,
      note: `a month, and ${
        others.map((other) => formatMoneyRounded(other.amount, other.currency)).join(", ")
      }`,
    };
  }
  return { value, note: share === null ? "a month" : `a month · ${formatShare(share)} of all` };
}
