/** How many checks and tests ended in which way. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * The counts of a JUnit report of `deno test`; steps count like tests.
 *
 * @returns undefined when the text is no such report.
 */
export function countsOf(junit: string): Counts | undefined {
  const totals = /<testsuites\b[^>]*\btests="(\d+)"[^>]*\bfailures="(\d+)"[^>]*\berrors="(\d+)"/.exec(junit);
  if (totals === null) return undefined;
  const [tests, failures, errors] = totals.slice(1).map(Number);
  const failed = (failures ?? 0) + (errors ?? 0);
  // Text inside the report is escaped, so this can only be the element.
  const skipped = junit.split("<skipped").length - 1;
  return { passed: (tests ?? 0) - failed - skipped, failed, skipped };
}

/** The sum over everything that was checked. */
export class Tally {
  readonly #counts: Counts = { passed: 0, failed: 0, skipped: 0 };

  get failed(): number {
    return this.#counts.failed;
  }

  add(counts: Partial<Counts>): void {
    this.#counts.passed += counts.passed ?? 0;
    this.#counts.failed += counts.failed ?? 0;
    this.#counts.skipped += counts.skipped ?? 0;
  }

  /** The line that ends a run: `12 passed, 0 failed`, with `, 1 skipped` when there are any. */
  summary(): string {
    const { passed, failed, skipped } = this.#counts;
    return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
  }
}
