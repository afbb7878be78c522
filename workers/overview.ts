import type { OverviewPayload } from "@/lib/jobs.ts";
import { createVoucher } from "@/lib/live/watermark.ts";
import { pingMongo } from "@/lib/platform/mongo.ts";
import type { Services } from "@/lib/services.ts";

/** The processor of what all viewers are told. */
export function viewerTeller(services: Services): (payload: OverviewPayload) => Promise<void> {
  const vouch = createVoucher({ ...services, pingDatabase: () => pingMongo(services.database) });
  return async function tellViewers({ task }) {
    if (task === "watermark") await vouch();
    else await services.analytics.publishOverview();
  };
}
