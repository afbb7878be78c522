import { formatCount } from "@/lib/format/number.ts";

const WIDTH = 30;
/** How often the bar is drawn, in milliseconds. */
const DRAW_EVERY_MS = 100;
/** How often a log gets a line, in milliseconds. */
const LINE_EVERY_MS = 5_000;

export interface ProgressBarOutput {
  write: (text: string) => void;
  /** Whether a line can be drawn over; a log gets a plain line now and then. */
  isTerminal: boolean;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

const stderr: ProgressBarOutput = {
  write: (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
  isTerminal: Deno.stderr.isTerminal(),
  now: () => performance.now(),
};

/** Shows how far each step of a command is. */
export class ProgressBar {
  #step: string | null = null;
  #shownAt = -Infinity;

  constructor(private readonly output: ProgressBarOutput = stderr) {}

  /** May be called often: most calls cost nothing. A step ends when it is done, or when another one begins. */
  update(step: string, done: number, total: number): void {
    const isNew = step !== this.#step;
    const isDone = done >= total;
    const every = this.output.isTerminal ? DRAW_EVERY_MS : LINE_EVERY_MS;
    if (!isNew && !isDone && this.output.now() - this.#shownAt < every) return;
    if (isNew) this.end();
    this.#shownAt = this.output.now();
    this.#step = isDone ? null : step;
    const counts = `${step}: ${formatCount(done)} of ${formatCount(total)}`;
    if (!this.output.isTerminal) this.output.write(`${counts}\n`);
    else this.output.write(`\r${bar(done, total)} ${counts}\u001b[K${isDone ? "\n" : ""}`);
  }

  /** Leaves the line of an unfinished step, so that what is written next has its own. */
  end(): void {
    if (this.#step !== null && this.output.isTerminal) this.output.write("\n");
    this.#step = null;
  }
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? WIDTH : Math.floor((done / total) * WIDTH);
  return `[${"█".repeat(filled)}${"·".repeat(WIDTH - filled)}]`;
}
