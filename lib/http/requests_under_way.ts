import { setTimeout as delay } from "node:timers/promises";
import type { Middleware } from "fresh";
import type { State } from "@/define.ts";
import { LIMITS } from "@/lib/platform/limits.ts";

/** Knows the requests whose answers are not yet with their callers, so that a process that stops can wait for them. */
export class RequestsUnderWay {
  #count = 0;
  #whenNone: (() => void) | null = null;

  /** Counts each request until the last byte of its answer is sent or its caller has gone. */
  watch(): Middleware<State> {
    return (ctx) => {
      this.#count++;
      ctx.info.completed.catch(() => {}).finally(() => {
        this.#count--;
        if (this.#count === 0) this.#whenNone?.();
      });
      return ctx.next();
    };
  }

  /**
   * Waits until none is left, for at most `limitMs`.
   *
   * @returns how many are left
   */
  async settled(limitMs: number): Promise<number> {
    // What has arrived in the same moment is only now on its way to the middlewares.
    await delay(LIMITS.arrivalMs);
    if (this.#count > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#whenNone = resolve;
      const timer = setTimeout(resolve, limitMs);
      await promise;
      clearTimeout(timer);
    }
    return this.#count;
  }
}
