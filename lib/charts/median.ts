/** The median of the values there are, rounded half up; `null` when there is none. */
export function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const high = sorted[half];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 ? high : Math.round(((sorted[half - 1] ?? high) + high) / 2);
}
