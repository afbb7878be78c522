/** The jobs the web process asks the worker for. What a job says is read by its schema: Redis may hold anything. */
import type { JobsOptions, Queue } from "bullmq";
import { z } from "zod";
import { UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { Redis } from "@/lib/platform/redis.ts";

export const ROLL_UP_QUEUE = "roll-up";
export const SCORE_QUEUE = "score";
export const OVERVIEW_QUEUE = "overview";
export const SWEEP_QUEUE = "sweep";
export const SIMULATION_QUEUE = "simulation";

/** Rolls up every dirty day of one client, then scores it. */
export const rollUpPayloadSchema = z.object({ clientId: z.string().min(1) });
export type RollUpPayload = z.infer<typeof rollUpPayloadSchema>;

/** Scores clients. */
export const scorePayloadSchema = z.object({ clientIds: z.array(z.string().min(1)) });
export type ScorePayload = z.infer<typeof scorePayloadSchema>;

/** `clients`: score every client; `recover`: finish what a killed process left. */
export const sweepPayloadSchema = z.object({ task: z.enum(["clients", "recover"]) });
export type SweepPayload = z.infer<typeof sweepPayloadSchema>;

/** Publishes the overview; `watermark`: vouches for the live data instead. */
export const overviewPayloadSchema = z.strictObject({ task: z.literal("watermark").optional() });
export type OverviewPayload = z.infer<typeof overviewPayloadSchema>;

/** Says nothing: the queue says it all. */
export const emptyPayloadSchema = z.strictObject({});
export type EmptyPayload = z.infer<typeof emptyPayloadSchema>;

export interface Queues {
  /** What people wait for. */
  rollUp: Queue<RollUpPayload>;
  score: Queue<ScorePayload>;
  /** What all viewers are told. */
  overview: Queue<OverviewPayload>;
  /** The periodic work, one job at a time among all workers. */
  sweep: Queue<SweepPayload>;
  /** Each job is one pulse of the continuous activity that is wanted. */
  simulation: Queue<EmptyPayload>;
}

export interface Jobs {
  requestRollUps(clientIds: readonly string[]): Promise<void>;
  requestScores(clientIds: readonly string[]): Promise<void>;
  /** The scores of every client, in their own time: what people wait for goes before. */
  requestAllScores(): Promise<void>;
  requestOverview(): Promise<void>;
}

/**
 * Asks for jobs and never fails: what must be done is in MongoDB already (dirty marks, changed incidents), and the
 * worker's own sweeps find it there. After scores could not be asked for, those of every client are as soon as Redis is
 * back: their schedule may rest for days.
 */
export function createJobs(queues: Queues, redis: Pick<Redis, "status" | "on">, log: Log): Jobs {
  let scoresMissed = false;

  /** Returns false when Redis did not take them. */
  async function ask(what: string, add: () => Promise<unknown>): Promise<boolean> {
    try {
      // A queue would wait for Redis to come back; a request must not.
      if (redis.status !== "ready") throw new UnavailableError("Redis is away");
      await add();
      return true;
    } catch (error) {
      log.warn({ err: error }, `Could not ask for ${what}; a sweep makes up for it`);
      return false;
    }
  }

  async function requestAllScores(): Promise<void> {
    scoresMissed = !await ask(
      "all scores",
      () => queues.sweep.add("clients", { task: "clients" }, onceAtATime("clients")),
    );
  }

  const makeUp = () => {
    if (scoresMissed) void requestAllScores();
  };
  redis.on("ready", makeUp);

  return {
    async requestRollUps(clientIds) {
      await ask("roll-ups", () =>
        queues.rollUp.addBulk(
          clientIds.map((clientId) => ({ name: "client", data: { clientId }, opts: onceAtATime(clientId) })),
        ));
    },
    async requestScores(clientIds) {
      const asked = await ask("scores", () =>
        queues.score.addBulk(
          clientIds.map((clientId) => ({
            name: "client",
            data: { clientIds: [clientId] },
            opts: onceAtATime(clientId),
          })),
        ));
      if (!asked) scoresMissed = true;
    },
    requestAllScores,
    // The delay lets changes gather.
    async requestOverview() {
      await ask("the overview", () =>
        queues.overview.add("overview", {}, {
          ...onceAtATime("overview"),
          delay: LIMITS.overviewEveryMs,
        }));
    },
  };
}

/**
 * At most one job of a subject runs and one waits. A request that comes while one runs is kept for after it, so that
 * nothing is missed: the running one may have read already.
 */
function onceAtATime(subject: string): JobsOptions {
  return { deduplication: { id: subject, keepLastIfActive: true } };
}
