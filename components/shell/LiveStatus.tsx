import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LiveIndicator } from "@/components/ui/LiveIndicator.tsx";
import { useKnownReaderZone } from "@/lib/browser/reader_zone.ts";
import { liveState } from "@/lib/live/browser/connection.ts";
import { stateSinceRendering } from "@/lib/live/browser/live_state.ts";

const TICK_MS = 1_000;

interface LiveStatusProps {
  /** Since when the data was not current when the page was rendered, ISO 8601; `null`: it was. */
  pausedSince: string | null;
}

/** Whether what this page shows is current, and since when not; nothing on a page that has nothing to follow. */
export function LiveStatus({ pausedSince }: LiveStatusProps) {
  const now = useSignal(0);
  const timeZone = useKnownReaderZone();
  useEffect(() => {
    const tick = () => now.value = Date.now();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const { status, since, currentTo } = stateSinceRendering(liveState.value, pausedSince);
  return (
    (since > 0 || status === "paused") && (
      <LiveIndicator
        status={status}
        currentTo={currentTo === null ? null : new Date(currentTo).toISOString()}
        // Between two ticks an event may be newer than the last one.
        now={new Date(Math.max(now.value, currentTo ?? 0)).toISOString()}
        timeZone={timeZone}
      />
    )
  );
}
