import { LIMITS } from "@/lib/platform/limits.ts";
import type { SweepPayload } from "@/lib/jobs.ts";
import type { WorkerContext } from "@/workers/context.ts";

/** The periodic work; each task bears being run twice or being cut off and run again. */
export async function sweep({ task }: SweepPayload, context: WorkerContext): Promise<void> {
  switch (task) {
    case "clients":
      return await sweepClients(context);
    case "recover":
      return await recover(context);
    case "overview":
      return await context.services.analytics.publishOverview();
  }
}

/** Asks for the scores of every client in batches, which all workers share. */
async function sweepClients({ services, signal }: WorkerContext): Promise<void> {
  let after: string | null = null;
  while (!signal.aborted) {
    const ids: string[] = await services.stores.clients.findIds({
      after,
      limit: LIMITS.clientBatch,
      currentOnly: true,
    });
    if (ids.length === 0) return;
    await services.queues.score.add("sweep", { clientIds: ids });
    after = ids.at(-1) ?? null;
  }
}

/**
 * Finishes what killed processes left half done (intake, deletions, changes of time zone), and asks again for roll-ups
 * whose job was lost. Intake comes first: it may write for a client that was deleted meanwhile.
 */
async function recover({ services }: WorkerContext): Promise<void> {
  await services.intake.recover();
  await services.unparking.recover();
  await services.removal.finish();
  await services.rezoning.finish();
  await services.simulation.resumeStream();
  const markedBefore = new Date(services.clock().getTime() - LIMITS.dirtyMarkAgeMs);
  const forgotten = await services.stores.marks.findForgotten(markedBefore, LIMITS.clientBatch);
  if (forgotten.length > 0) await services.jobs.requestRollUps(forgotten);
}
