/** Entries of a list that are printed; the style sheet leaves out the others. */
const PRINTED = 3;

/** Says on paper how many entries the sheet has no room for. */
export function PrintRest({ count }: { count: number }) {
  return count > PRINTED && <p class="print-only px-4 py-2 text-12 text-ink-3">and {count - PRINTED} more</p>;
}
