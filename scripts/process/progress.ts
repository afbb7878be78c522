// deno-lint-ignore-file no-console
/** How often a step that takes long says that it is still at work, in seconds. */
const HEARTBEAT_SECONDS = 10;

/** Lines for the terminal, each with the seconds since the script began. */
export class Progress {
  readonly #startedAt = performance.now();
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void = (line) => console.log(line)) {
    this.#write = write;
  }

  line(text: string): void {
    this.#write(`[${secondsSince(this.#startedAt).padStart(6)} s] ${text}`);
  }

  /** Text that is meant to be copied or read by a program: no time before it. */
  plain(text: string): void {
    this.#write(text);
  }

  /** Says that `work` begins, goes on (every ten seconds) and how long it took. */
  async during<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    this.line(`${text} …`);
    const heartbeat = setInterval(
      () => this.line(`${text}: still at work after ${secondsSince(startedAt)} s`),
      HEARTBEAT_SECONDS * 1000,
    );
    try {
      const result = await work();
      this.line(`${text}: done in ${secondsSince(startedAt)} s`);
      return result;
    } finally {
      clearInterval(heartbeat);
    }
  }
}

function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}
