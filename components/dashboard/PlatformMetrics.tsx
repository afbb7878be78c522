import type { PlatformMetricsData } from "@/components/dashboard/types.ts";
import { RevenueAtRisk } from "@/components/dashboard/RevenueAtRisk.tsx";
import { Delta } from "@/components/ui/Delta.tsx";
import { Sparkline } from "@/components/ui/Sparkline.tsx";
import { Stat } from "@/components/ui/Stat.tsx";
import { pageAddress } from "@/lib/format/address.ts";
import { formatCount } from "@/lib/format/number.ts";

const PERIOD = "in 7 days";

/** Four figures that say how the platform stands; on a phone they stand after the radar. */
export function PlatformMetrics({ metrics }: { metrics: PlatformMetricsData }) {
  const { clients, averageHealth, openIncidents, mrrAtRisk } = metrics;
  return (
    <section
      aria-label="Platform metrics"
      class="order-1 grid grid-cols-2 gap-3 sm:order-none md:gap-6 lg:grid-cols-4"
    >
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
        label="Unresolved incidents"
        href={pageAddress("/incidents")}
        value={formatCount(openIncidents.total)}
        {...change(openIncidents.change)}
      />
      <RevenueAtRisk {...mrrAtRisk} />
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
