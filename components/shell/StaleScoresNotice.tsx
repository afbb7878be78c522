import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Banner } from "@/components/ui/Banner.tsx";
import { oldestScoreOf, type ScoreAge, staleScoresNotice } from "@/lib/analytics/data_notice.ts";
import { followOverview } from "@/lib/analytics/overview_page.ts";
import { useNow } from "@/lib/browser/now.ts";

const TICK_MS = 60_000;

interface StaleScoresNoticeProps {
  /** `null` without scores. */
  oldest: ScoreAge | null;
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** Of the live stream, before the scores were read. */
  livePosition: string;
}

/** Says that scores have missed their schedule, for as long as that is so. */
export function StaleScoresNotice(props: StaleScoresNoticeProps) {
  const oldest = useSignal(props.oldest);
  const time = useNow(props.now, TICK_MS);
  useEffect(() =>
    followOverview(props.livePosition, (overview) => {
      oldest.value = oldestScoreOf(overview);
      time.value = new Date().toISOString();
    }), []);
  const notice = staleScoresNotice(oldest.value, time.value);
  return notice && <Banner icon="clock">{notice}.</Banner>;
}
