/**
 * The periodic jobs. Redis knows them only until it loses its memory, so they are not set once: each worker looks after
 * them, at each new connection and every few seconds.
 */
import type { Config } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { JOB_OPTIONS, keepOneAtATime, keepSchedule, type Schedule } from "@/lib/platform/queue.ts";
import type { OverviewPayload, SweepPayload } from "@/lib/jobs.ts";
import type { Services } from "@/lib/services.ts";

/** Stable ids: however many workers there are, each schedule exists once. */
function schedulesOf({ healthScoreCron }: Pick<Config, "healthScoreCron">): Schedule<SweepPayload>[] {
  return [
    {
      id: "sweep-clients",
      repeat: { pattern: healthScoreCron, tz: "UTC" },
      name: "clients",
      data: { task: "clients" },
      opts: JOB_OPTIONS,
    },
    {
      id: "sweep-recover",
      repeat: { every: LIMITS.recoverEveryMs },
      name: "recover",
      data: { task: "recover" },
      // One that failed is followed by the next one anyway.
      opts: { ...JOB_OPTIONS, attempts: 1 },
    },
  ];
}

/** With what viewers are told, not with the periodic work: that may take long and nobody waits for it. */
const WATERMARK: Schedule<OverviewPayload> = {
  id: "watermark",
  repeat: { every: LIMITS.liveWatermarkEveryMs },
  name: "watermark",
  data: { task: "watermark" },
  opts: { ...JOB_OPTIONS, attempts: 1 },
};

/** Sets what is missing or was changed by a new HEALTH_SCORE_CRON; returns the ids of those that Redis did not know. */
export async function keepSchedules({ config, queues, jobs }: Services): Promise<string[]> {
  await keepOneAtATime(queues.sweep);
  await keepSchedule(queues.overview, WATERMARK);
  const lost: string[] = [];
  for (const schedule of schedulesOf(config)) {
    if (await keepSchedule(queues.sweep, schedule) === "lost") lost.push(schedule.id);
  }
  // Whatever jobs there were went with it. Roll-ups are found by their marks; scores that were asked for are not.
  if (lost.length > 0) await jobs.requestAllScores();
  return lost;
}

/** Looks after the schedules until the signal is aborted. */
export function watchSchedules(services: Services, signal: AbortSignal): void {
  const { redis, log } = services;
  let looking = false;
  let known = false;
  const look = async () => {
    if (looking || redis.status !== "ready") return;
    looking = true;
    try {
      const lost = await keepSchedules(services);
      if (known && lost.length > 0) {
        log.warn({ lost }, "Redis has lost its memory; the schedules are set again");
      }
      known = true;
    } catch (error) {
      log.warn({ err: error }, "Could not look after the schedules; tried again shortly");
    } finally {
      looking = false;
    }
  };
  void look();
  redis.on("ready", look);
  const timer = setInterval(look, LIMITS.scheduleCheckMs);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    redis.off("ready", look);
  }, { once: true });
}
