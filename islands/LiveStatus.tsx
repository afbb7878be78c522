import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LiveIndicator } from "@/components/ui/LiveIndicator.tsx";
import { liveState } from "@/lib/live/browser/connection.ts";

const TICK_MS = 1_000;

/** Whether this page follows the live stream, and since when not; nothing on a page that has nothing to follow. */
export default function LiveStatus() {
  const now = useSignal(0);
  useEffect(() => {
    const tick = () => now.value = Date.now();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const { status, since, lastEventAt } = liveState.value;
  return (
    // As wide as "Stale since 09:41" or "Live · 12 min ago", so that what stands beside it keeps its place.
    <div class="flex min-w-max justify-end sm:min-w-36">
      {since > 0 && (
        <LiveIndicator
          state={status}
          lastUpdateAt={lastEventAt === null ? null : new Date(lastEventAt).toISOString()}
          // Between two ticks an event may be newer than the last one.
          now={new Date(Math.max(now.value, lastEventAt ?? 0)).toISOString()}
          timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
        />
      )}
    </div>
  );
}
