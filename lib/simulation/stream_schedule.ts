/** What drives continuous activity: one repeated job, which any worker takes. */
import type { Queue } from "bullmq";
import { UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { keepSchedule } from "@/lib/platform/queue.ts";
import type { Redis } from "@/lib/platform/redis.ts";

const ID = "simulation-stream";
const POLL_MS = 50;

export class StreamSchedule {
  constructor(private readonly parts: { queue: Queue; redis: Pick<Redis, "status"> }) {}

  /** Begins at once; does nothing when it is set already. @throws {UnavailableError} while Redis is away */
  async set(): Promise<void> {
    // The queue would wait for Redis to come back; a request must not.
    if (this.parts.redis.status !== "ready") {
      throw new UnavailableError("Redis is away for the moment, so continuous activity cannot begin", {
        retryAfterSeconds: LIMITS.retryAfterSeconds,
      });
    }
    await keepSchedule(this.parts.queue, {
      id: ID,
      repeat: { every: LIMITS.simulationPulseEveryMs },
      name: "pulse",
      // A pulse that failed is followed by the next one anyway.
      opts: { attempts: 1, removeOnComplete: true },
    });
  }

  /** Best effort: a pulse that comes after the end finds nothing to do, and calls this again. */
  async remove(): Promise<void> {
    if (this.parts.redis.status === "ready") await this.parts.queue.removeJobScheduler(ID);
  }

  /** Waits, within bounds, until no pulse is under way. */
  async settled(): Promise<void> {
    const deadline = performance.now() + LIMITS.simulationSettleMs;
    while (
      this.parts.redis.status === "ready" && performance.now() < deadline &&
      await this.parts.queue.getActiveCount() > 0
    ) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
