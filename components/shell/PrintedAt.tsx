import { useReaderZone } from "@/lib/browser/reader_zone.ts";
import { formatInstant } from "@/lib/format/time.ts";
import { liveState } from "@/lib/live/browser/connection.ts";
import { stateSinceRendering } from "@/lib/live/browser/live_state.ts";

interface PrintedAtProps {
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** Since when the data was not current then, ISO 8601; `null`: it was. */
  pausedSince: string | null;
}

/** On paper only: the moment for which the page is true, by the reader's clock; an open page moves on with its data. */
export function PrintedAt({ now, pausedSince }: PrintedAtProps) {
  const timeZone = useReaderZone();
  const { currentTo } = stateSinceRendering(liveState.value, pausedSince);
  const at = currentTo === null ? now : new Date(currentTo).toISOString();
  return (
    <p class="print-only text-12 text-ink-2">
      Customer Intelligence, as of {formatInstant(at, timeZone)} ({timeZone})
    </p>
  );
}
