import { formatClock } from "@/lib/format/time.ts";
import type { LiveState } from "@/lib/live/browser/live_state.ts";

/**
 * What a page that follows nothing any more must say of itself; `null` while it follows, or is about to again.
 *
 * @param online what the browser says of its network
 */
export function connectionNotice(state: LiveState, online: boolean, timeZone: string): string | null {
  if (state.status !== "offline" && state.status !== "stale") return null;
  const heardAt = new Date(state.lastEventAt ?? state.since).toISOString();
  const since = formatClock(heardAt, timeZone);
  if (state.status === "stale") {
    return `The server has not been heard from since ${since}. This page shows what was known then, and catches up by itself`;
  }
  if (online) return `This page gets no news since ${since}. Reload it to go on`;
  return `You are offline. This page shows what was known at ${since}, and catches up when the network is back`;
}
