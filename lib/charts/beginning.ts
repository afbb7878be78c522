/** Where a chart of days begins: at the first data, not at weeks of nothing before it. Pure. */

/** Of fewer days a chart would be a few wide bars. */
const LEAST = 7;

/** The entries from the first that has data on, and a week's at least, however much is there. */
export function fromFirstData<Entry>(
  entries: readonly Entry[],
  hasData: (entry: Entry) => boolean,
): readonly Entry[] {
  const first = entries.findIndex(hasData);
  return entries.slice(Math.max(0, Math.min(first === -1 ? entries.length : first, entries.length - LEAST)));
}
