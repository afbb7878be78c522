export interface GapRun {
  /** Place of the first day without a value. */
  from: number;
  length: number;
}

/** Neighbouring places without a value, together. */
export function gapRuns(values: readonly (number | null)[]): GapRun[] {
  const runs: GapRun[] = [];
  values.forEach((value, index) => {
    if (value !== null) return;
    const last = runs.at(-1);
    if (last && last.from + last.length === index) last.length++;
    else runs.push({ from: index, length: 1 });
  });
  return runs;
}
