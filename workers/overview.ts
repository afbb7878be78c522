import type { WorkerContext } from "@/workers/context.ts";

export async function publishOverview(_payload: unknown, { services }: WorkerContext): Promise<void> {
  await services.analytics.publishOverview();
}
