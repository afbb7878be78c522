import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { RecentEventsCard } from "@/components/dashboard/RecentEventsCard.tsx";
import { useLiveReport } from "@/lib/analytics/live_report.ts";
import type { RecentEvents as Recent } from "@/lib/analytics/recent_events.ts";

const TICK_MS = 10_000;
const REFRESH_MS = 1_000;

interface RecentEventsProps {
  recent: Recent;
  /** At most so many. */
  limit: number;
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** Of the live stream, before the events were read. */
  livePosition: string;
}

/** What just happened. The list waits while someone is in it: a link must not become another one under the pointer. */
export function RecentEvents({ recent, limit, now, livePosition }: RecentEventsProps) {
  const path = `/analytics/recent-events?limit=${limit}`;
  const current = useLiveReport(recent, { path, livePosition, refreshMs: REFRESH_MS });
  const time = useSignal(now);
  const held = useSignal<Recent | null>(null);
  useEffect(() => {
    const tick = () => time.value = new Date().toISOString();
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const shown = held.value ?? current.value;
  const known = new Set(shown.events.map(({ id }) => id));
  const newest = current.value.events[0]?.at ?? now;
  return (
    <RecentEventsCard
      recent={shown}
      // Between two ticks an event may be newer than the last one.
      now={time.value > newest ? time.value : newest}
      waiting={current.value.events.filter(({ id }) => !known.has(id)).length}
      onHold={(hold) => held.value = hold ? held.value ?? current.value : null}
    />
  );
}
