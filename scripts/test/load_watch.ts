/** Above it even patient tests may run out of time, so a failure says less about the product. */
const BUSY_LOAD = 10;

const SAMPLE_MILLISECONDS = 5_000;

/** How busy the machine is while the tests run: a wait that was in vain there may not be the product's fault. */
export class LoadWatch implements Disposable {
  readonly #read: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  #highest: number;

  /** @param read the load average of the last minute */
  constructor(read: () => number = () => Deno.loadavg()[0] ?? 0) {
    this.#read = read;
    this.#highest = read();
    this.#timer = setInterval(() => this.sample(), SAMPLE_MILLISECONDS);
  }

  sample(): void {
    this.#highest = Math.max(this.#highest, this.#read());
  }

  /** A sentence for a run with failures on a machine that was too slow for it, else nothing. */
  excuse(): string | null {
    if (this.#highest <= BUSY_LOAD) return null;
    const cores = navigator.hardwareConcurrency;
    return `The machine was too slow for the tests: its load average rose to ${
      this.#highest.toFixed(1)
    } on ` +
      `${cores} cores, and they allow for ${BUSY_LOAD}. Run them again when it has less to do`;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
