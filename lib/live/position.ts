/** Places in the live stream: ids of Redis Stream entries, `<milliseconds>-<sequence>`. Runs in the browser too. */

/** Before the first entry of a stream. */
export const START = "0-0";

/** Stands for a place that could not be learnt: older than any entry, so who resumes there is told to read again. */
export const UNKNOWN = "0-1";

const POSITION = /^\d{1,20}-\d{1,20}$/;
const PART_MAX = 2n ** 64n - 1n;

export function isPosition(text: string): boolean {
  return POSITION.test(text) && parts(text).every((part) => part <= PART_MAX);
}

/** Negative when `left` comes before `right`. Both must be positions. */
export function comparePositions(left: string, right: string): number {
  if (left === right) return 0;
  const [leftMs, leftSequence] = parts(left);
  const [rightMs, rightSequence] = parts(right);
  if (leftMs !== rightMs) return leftMs < rightMs ? -1 : 1;
  return leftSequence < rightSequence ? -1 : 1;
}

function parts(position: string): [bigint, bigint] {
  const [ms = "0", sequence = "0"] = position.split("-");
  return [BigInt(ms), BigInt(sequence)];
}
