import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { DaySentence } from "@/components/dashboard/DaySentence.tsx";
import { PlatformMetrics } from "@/components/dashboard/PlatformMetrics.tsx";
import { daySentence } from "@/lib/analytics/day_sentence.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
import { followOverview } from "@/lib/analytics/overview_page.ts";
import { toPlatformMetrics } from "@/lib/analytics/platform_metrics.ts";

interface LiveMetricsProps {
  overview: Overview;
  /** The mean score of the last days, oldest first. */
  trend: (number | null)[];
  /** Of the live stream, before the overview was read. */
  livePosition: string;
}

/** The day in a sentence and in four figures, as they change. */
export default function LiveMetrics({ overview, trend, livePosition }: LiveMetricsProps) {
  const current = useSignal(overview);
  useEffect(() => followOverview(livePosition, (news) => current.value = news), []);
  return (
    <div class="flex flex-col gap-6">
      <DaySentence sentence={daySentence(current.value)} />
      {current.value.clients > 0 && <PlatformMetrics metrics={toPlatformMetrics(current.value, trend)} />}
    </div>
  );
}
