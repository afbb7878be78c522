import { formatAge, formatInstant } from "@/lib/format/time.ts";

/**
 * So long without an event of any client is taken for a fault of the feed: single clients have quiet days, all of them
 * together have not.
 */
export const FEED_SILENT_HOURS = 24;

const HOUR_MS = 3_600_000;

interface Feed {
  /** Current ones. */
  clients: number;
  /** ISO 8601; `null` when nothing ever came, which is no silence but a beginning. */
  newestEventAt: string | null;
}

export interface FeedSilence {
  /** Stands in place of the day's sentence. */
  title: string;
  /** What it means and what to do; without the final period. */
  text: string;
}

/** What a reader must know when nobody sends telemetry any more; `null` as long as somebody does. */
export function feedSilenceNotice({ clients, newestEventAt }: Feed, now: Date): FeedSilence | null {
  if (clients === 0 || newestEventAt === null) return null;
  if (now.getTime() - Date.parse(newestEventAt) <= FEED_SILENT_HOURS * HOUR_MS) return null;
  const since = formatInstant(newestEventAt, "UTC");
  return {
    title: `Feed silent: no client has sent telemetry since ${since} UTC`,
    text:
      `The last event came ${
        formatAge(newestEventAt, now.toISOString())
      }. When nobody sends anything, the fault ` +
      "is most likely in the feed and not with the clients: scores fall for want of data, so do not act on them. " +
      "Check what sends events to /api/v1/telemetry",
  };
}
