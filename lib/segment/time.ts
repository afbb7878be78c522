/** The times of a call: https://segment.com/docs/connections/spec/common/#timestamps */

interface CallTimes {
  timestamp?: Date | null | undefined;
  originalTimestamp?: Date | null | undefined;
  sentAt?: Date | null | undefined;
  receivedAt?: Date | null | undefined;
}

/**
 * When a call happened. A device's clock may be wrong, but it is wrong by the same amount when it sends: by the spec
 * the time is receivedAt − (sentAt − originalTimestamp). What has passed Segment's own servers carries their receivedAt
 * or an originalTimestamp beside a `timestamp` that is corrected already.
 *
 * @param now when it was received here
 */
export function timeOf(
  { timestamp, originalTimestamp, sentAt, receivedAt }: CallTimes,
  now: Date,
): { ts: Date | null; corrected: boolean } {
  if (timestamp && (originalTimestamp || receivedAt)) return { ts: timestamp, corrected: false };
  const original = originalTimestamp ?? timestamp ?? null;
  if (!original || !sentAt) return { ts: original, corrected: false };
  return { ts: new Date(now.getTime() - (sentAt.getTime() - original.getTime())), corrected: true };
}
