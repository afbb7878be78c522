import { formatAge, formatClock } from "@/lib/format/time.ts";

export type LiveState = "connecting" | "live" | "reconnecting" | "stale" | "offline";

interface LiveIndicatorProps {
  state: LiveState;
  /** When the last update came, ISO 8601; `null` before the first. */
  lastUpdateAt: string | null;
  /** ISO 8601. */
  now: string;
  /** IANA zone of the reader, for "stale since 14:05". */
  timeZone?: string;
}

const DOTS: Record<LiveState, string> = {
  connecting: "stroke-ink-3 fill-transparent",
  live: "stroke-accent fill-accent",
  reconnecting: "stroke-ink-3 fill-transparent pulse",
  stale: "stroke-ink-2 fill-transparent",
  offline: "stroke-ink-2 fill-transparent",
};

/** Whether the page follows events, in words; a hollow dot means it does not. Only a change of state is announced. */
export function LiveIndicator({ state, lastUpdateAt, now, timeZone = "UTC" }: LiveIndicatorProps) {
  const word = stateWord(state, lastUpdateAt, timeZone);
  return (
    <p class="flex items-center gap-2 whitespace-nowrap text-12 text-ink-2">
      <svg width="10" height="10" viewBox="0 0 10 10" class="shrink-0" aria-hidden="true">
        <circle cx="5" cy="5" r="4" stroke-width="1.5" class={DOTS[state]} />
        {state === "offline" && <path d="M1 9 9 1" stroke-width="1.5" class="stroke-ink-2" />}
      </svg>
      <span>
        <span role="status">{word}</span>
        {state === "live" && lastUpdateAt !== null && (
          <span class="hidden text-ink-3 sm:inline">{` · ${formatAge(lastUpdateAt, now)}`}</span>
        )}
      </span>
    </p>
  );
}

function stateWord(state: LiveState, lastUpdateAt: string | null, timeZone: string): string {
  switch (state) {
    case "connecting":
      return "Connecting";
    case "live":
      return "Live";
    case "reconnecting":
      return "Reconnecting";
    case "stale":
      return lastUpdateAt === null ? "Stale" : `Stale since ${formatClock(lastUpdateAt, timeZone)}`;
    case "offline":
      return "Offline";
  }
}
