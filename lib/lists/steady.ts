/** A list that somebody is in: what may change of it without another row coming under the pointer. Pure. */

/** `all`: the pointer is in the list, nothing moves. Otherwise the row of this id has the focus; `null`: nobody is in it. */
export type Hold = "all" | { focus: string } | null;

export interface SteadyRows<Row> {
  rows: readonly Row[];
  /** Ids of rows that are only still there because of the hold. */
  left: ReadonlySet<string>;
  /** How many rows come, go or move once the hold ends. */
  waiting: number;
}

/**
 * The rows to show now.
 *
 * @param shown as they are on the page
 * @param next as they should be; each replaces the one of the same id, wherever that stays
 */
export function steadyRows<Row>(
  shown: readonly Row[],
  next: readonly Row[],
  { hold, idOf }: { hold: Hold; idOf: (row: Row) => string },
): SteadyRows<Row> {
  const coming = new Map(next.map((row) => [idOf(row), row]));
  const rows = placed(shown.map((row) => coming.get(idOf(row)) ?? row), next, hold, idOf);
  const present = new Set(rows.map(idOf));
  const left = new Set([...present].filter((id) => !coming.has(id)));
  // Without what comes and goes, how many stand elsewhere than they will.
  const kept = rows.map(idOf).filter((id) => coming.has(id));
  const moving =
    next.map(idOf).filter((id) => present.has(id)).filter((id, index) => kept[index] !== id).length;
  const come = next.filter((row) => !present.has(idOf(row))).length;
  return { rows, left, waiting: left.size + come + moving };
}

function placed<Row>(
  shown: readonly Row[],
  next: readonly Row[],
  hold: Hold,
  idOf: (row: Row) => string,
): readonly Row[] {
  if (hold === "all") return shown;
  const index = hold === null ? -1 : shown.findIndex((row) => idOf(row) === hold.focus);
  const row = shown[index];
  // A row that is moved, or taken out, loses the focus.
  return row === undefined
    ? next
    : next.filter((other) => idOf(other) !== idOf(row)).toSpliced(index, 0, row);
}
