import type { OverviewPayload } from "@/lib/jobs.ts";
import { setWatermark } from "@/lib/live/watermark.ts";
import { pingMongo } from "@/lib/platform/mongo.ts";
import type { WorkerContext } from "@/workers/context.ts";

export async function tellViewers({ task }: OverviewPayload, { services }: WorkerContext): Promise<void> {
  if (task === "watermark") {
    await setWatermark({ ...services, pingDatabase: () => pingMongo(services.database) });
  } else await services.analytics.publishOverview();
}
