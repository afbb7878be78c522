/**
 * Lets one run of each name through at a time. A caller shares only a run that begins after it asked: what it is given
 * is never older than its question, and however many ask, at most one run is under way and one is waiting.
 */
export class Turnstile {
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<string, Promise<unknown>>();

  run<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    // One name always stands for one kind of result.
    const waiting = this.#waiting.get(name) as Promise<Result> | undefined;
    if (waiting) return waiting;
    const running = this.#running.get(name);
    if (!running) return this.#start(name, work);
    const begin = () => {
      this.#waiting.delete(name);
      return this.#start(name, work);
    };
    const next = running.then(begin, begin);
    this.#waiting.set(name, next);
    return next;
  }

  #start<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const run = work().finally(() => this.#running.delete(name));
    this.#running.set(name, run);
    return run;
  }
}
