import type { Config } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { JOB_OPTIONS } from "@/lib/platform/queue.ts";
import type { Services } from "@/lib/services.ts";

/** Stable ids: however many workers start, and however often, each schedule exists once. */
export const SCHEDULES = { clients: "sweep-clients", recover: "sweep-recover" } as const;

/** Sets the periodic jobs; a changed HEALTH_SCORE_CRON takes effect at once. */
export async function schedule(config: Pick<Config, "healthScoreCron">, { queues }: Services): Promise<void> {
  await queues.sweep.waitUntilReady();
  await queues.sweep.upsertJobScheduler(SCHEDULES.clients, { pattern: config.healthScoreCron, tz: "UTC" }, {
    name: "clients",
    data: { task: "clients" },
    opts: JOB_OPTIONS,
  });
  await queues.sweep.upsertJobScheduler(SCHEDULES.recover, { every: LIMITS.recoverEveryMs }, {
    name: "recover",
    data: { task: "recover" },
    opts: JOB_OPTIONS,
  });
}
