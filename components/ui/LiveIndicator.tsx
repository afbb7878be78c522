import { formatAge, formatSince } from "@/lib/format/time.ts";

export type LiveStatusName = "connecting" | "live" | "reconnecting" | "paused" | "offline";

interface LiveIndicatorProps {
  status: LiveStatusName;
  /** Up to when everything that happened is known to be shown, ISO 8601; `null` before that is known. */
  currentTo: string | null;
  /** ISO 8601. */
  now: string;
  /** IANA zone of the reader; `null` while it is not known: then the zone is said. */
  timeZone: string | null;
}

const DOTS: Record<LiveStatusName, string> = {
  connecting: "stroke-ink-3 fill-transparent",
  live: "stroke-accent fill-accent",
  reconnecting: "stroke-ink-3 fill-transparent pulse",
  paused: "stroke-ink-2 fill-transparent",
  offline: "stroke-ink-2 fill-transparent",
};

/** Whether the page shows what happens, in words; a hollow dot means it does not. Only a change of status is announced. */
export function LiveIndicator({ status, currentTo, now, timeZone }: LiveIndicatorProps) {
  return (
    <p class="figure flex shrink-0 items-center gap-2 whitespace-nowrap text-12 text-ink-2">
      <svg width="10" height="10" viewBox="0 0 10 10" class="shrink-0" aria-hidden="true">
        <circle cx="5" cy="5" r="4" stroke-width="1.5" class={DOTS[status]} />
        {status === "paused" && <path d="M3.75 3v4M6.25 3v4" stroke-width="1.25" class="stroke-ink-2" />}
        {status === "offline" && <path d="M1 9 9 1" stroke-width="1.5" class="stroke-ink-2" />}
      </svg>
      <span>
        <span role="status">
          {status === "paused"
            ? <Paused currentTo={currentTo} now={now} timeZone={timeZone} />
            : WORDS[status]}
        </span>
        {status === "live" && currentTo !== null && (
          <span class="hidden text-ink-3 sm:inline">{` · updated ${formatAge(currentTo, now)}`}</span>
        )}
      </span>
    </p>
  );
}

const WORDS: Record<Exclude<LiveStatusName, "paused">, string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  offline: "Offline",
};

/** A phone has room for one word, and the strip at the foot of the page says since when; screen readers hear all of it. */
function Paused({ currentTo, now, timeZone }: Omit<LiveIndicatorProps, "status">) {
  const since = currentTo && ` since ${formatSince(currentTo, now, timeZone)}`;
  return (
    <>
      <span class="sr-only sm:not-sr-only">Live updates</span>{" "}
      <span class="capitalize sm:normal-case">paused</span>
      <span class="sr-only sm:not-sr-only">{since}</span>
    </>
  );
}
