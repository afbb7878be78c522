import { formatSince } from "@/lib/format/time.ts";
import type { LiveState } from "@/lib/live/browser/live_state.ts";

export interface Reader {
  /** What the browser says of its network. */
  online: boolean;
  /** Since when some figures of the page could not be read again (epoch, ms); `null` when all could. */
  behindSince: number | null;
  /** IANA; `null` while it is not known: then UTC is said. */
  timeZone: string | null;
  /** ISO 8601. */
  now: string;
}

/** What a page must say of itself that does not show the present; `null` while it does, or is about to again. */
export function connectionNotice(state: LiveState, reader: Reader): string | null {
  const at = (instant: number) => formatSince(new Date(instant).toISOString(), reader.now, reader.timeZone);
  const shownAt = at(state.currentTo ?? state.heardAt ?? state.since);
  if (state.status === "paused") {
    return `What you see is how things stood at ${shownAt}. Nothing is lost: this page catches up by itself.`;
  }
  if (state.status === "offline") {
    return reader.online
      ? `This page gets no news since ${shownAt}. Reload it to go on.`
      : `You are offline. This page shows what was known at ${shownAt}, and catches up when the network is back.`;
  }
  if (reader.behindSince !== null) {
    return `Some figures on this page are of ${
      at(reader.behindSince)
    }. They are read again until they are current.`;
  }
  return null;
}
