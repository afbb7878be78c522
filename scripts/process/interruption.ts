import { watchLauncher } from "@/scripts/process/launcher.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type StopSignal = typeof SIGNALS[number];

/** What a process that was ended by a signal reports to its shell: 128 plus the number of the signal. */
const EXIT_CODES: Record<StopSignal, number> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** The reason of the abort: someone asked the script to end. */
export class Interrupted extends Error {
  override name = "Interrupted";
  readonly exitCode: number;

  constructor(signal: StopSignal) {
    super(`Interrupted by ${signal}`);
    this.exitCode = EXIT_CODES[signal];
  }
}

/** Turns the first stop signal into an abort. Later ones are swallowed: ending is under way and has its own limits. */
export class Interruption implements Disposable {
  readonly #controller = new AbortController();
  readonly #listeners: (readonly [StopSignal, () => void])[];
  readonly #endWatch: () => void;

  constructor() {
    this.#listeners = SIGNALS.map((name) => [name, () => this.#interrupt(name)] as const);
    for (const [name, listener] of this.#listeners) Deno.addSignalListener(name, listener);
    this.#endWatch = watchLauncher(() => this.#interrupt("SIGTERM"));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    this.#endWatch();
    for (const [name, listener] of this.#listeners) Deno.removeSignalListener(name, listener);
  }

  #interrupt(name: StopSignal): void {
    if (!this.signal.aborted) this.#controller.abort(new Interrupted(name));
  }
}

/** Resolves when `signal` aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
