/** The jobs the web process asks the worker for. */
import type { JobsOptions, Queue } from "bullmq";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { Redis } from "@/lib/platform/redis.ts";

export const ROLL_UP_QUEUE = "roll-up";
export const SCORE_QUEUE = "score";
export const SWEEP_QUEUE = "sweep";
export const SIMULATION_QUEUE = "simulation";

/** Rolls up every dirty day of one client, then scores it. */
export interface RollUpPayload {
  clientId: string;
}

/** Scores clients. */
export interface ScorePayload {
  clientIds: string[];
}

/** `clients`: score every client; `recover`: finish what a killed process left; `overview`: publish the overview. */
export interface SweepPayload {
  task: "clients" | "recover" | "overview";
}

export interface Queues {
  rollUp: Queue<RollUpPayload>;
  score: Queue<ScorePayload>;
  sweep: Queue<SweepPayload>;
  /** Its jobs say nothing: each is one pulse of the continuous activity that is wanted. */
  simulation: Queue<void>;
}

export interface Jobs {
  requestRollUps(clientIds: readonly string[]): Promise<void>;
  requestScores(clientIds: readonly string[]): Promise<void>;
  requestOverview(): Promise<void>;
}

/**
 * Asks for jobs and never fails: what must be done is in MongoDB already (dirty marks, changed incidents), and the
 * worker's own sweeps find it there when Redis was away.
 */
export function createJobs(queues: Queues, redis: Pick<Redis, "status">, log: Log): Jobs {
  async function ask(what: string, add: () => Promise<unknown>): Promise<void> {
    try {
      // A queue would wait for Redis to come back; a request must not.
      if (redis.status !== "ready") throw new Error("Redis is away");
      await add();
    } catch (error) {
      log.warn({ err: error }, `Could not ask for ${what}; the next sweep makes up for it`);
    }
  }
  return {
    requestRollUps: (clientIds) =>
      ask("roll-ups", () =>
        queues.rollUp.addBulk(
          clientIds.map((clientId) => ({ name: "client", data: { clientId }, opts: onceAtATime(clientId) })),
        )),
    requestScores: (clientIds) =>
      ask("scores", () =>
        queues.score.addBulk(
          clientIds.map((clientId) => ({
            name: "client",
            data: { clientIds: [clientId] },
            opts: onceAtATime(clientId),
          })),
        )),
    // The delay lets changes gather.
    requestOverview: () =>
      ask("the overview", () =>
        queues.sweep.add("overview", { task: "overview" }, {
          ...onceAtATime("overview"),
          delay: LIMITS.overviewEveryMs,
        })),
  };
}

/**
 * At most one job of a subject runs and one waits. A request that comes while one runs is kept for after it, so that
 * nothing is missed: the running one may have read already.
 */
function onceAtATime(subject: string): JobsOptions {
  return { deduplication: { id: subject, keepLastIfActive: true } };
}
