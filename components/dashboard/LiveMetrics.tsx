import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { DaySentence } from "@/components/dashboard/DaySentence.tsx";
import { PlatformMetrics } from "@/components/dashboard/PlatformMetrics.tsx";
import { Banner } from "@/components/ui/Banner.tsx";
import { daySentence } from "@/lib/analytics/day_sentence.ts";
import { feedSilenceNotice } from "@/lib/analytics/feed_silence.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
import { followOverview } from "@/lib/analytics/overview_page.ts";
import { toPlatformMetrics } from "@/lib/analytics/platform_metrics.ts";
import { useNow } from "@/lib/browser/now.ts";

const TICK_MS = 60_000;

interface LiveMetricsProps {
  overview: Overview;
  /** The mean score of the last days, oldest first. */
  trend: (number | null)[];
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** Of the live stream, before the overview was read. */
  livePosition: string;
}

/** The day in a sentence and in four figures, as they change; or that the feed has gone silent. */
export function LiveMetrics({ overview, trend, now, livePosition }: LiveMetricsProps) {
  const current = useSignal(overview);
  const time = useNow(now, TICK_MS);
  useEffect(() => followOverview(livePosition, (news) => current.value = news), []);
  const silence = feedSilenceNotice(current.value, new Date(time.value));
  return (
    <div class="contents sm:flex sm:flex-col sm:gap-6">
      <DaySentence
        sentence={silence?.title ?? daySentence(current.value)}
        name={current.value.biggestFall?.name ?? null}
      />
      {silence && <Banner icon="incidents">{silence.text}.</Banner>}
      {current.value.clients > 0 && <PlatformMetrics metrics={toPlatformMetrics(current.value, trend)} />}
    </div>
  );
}
