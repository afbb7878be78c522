import { LIMITS } from "@/lib/platform/limits.ts";
import type { SweepPayload } from "@/lib/jobs.ts";
import type { Services } from "@/lib/services.ts";
import { isSchemaThere } from "@/lib/stores.ts";
import type { WorkerContext } from "@/workers/context.ts";

/** The periodic work; each task bears being run twice or being cut off and run again. */
export async function sweep({ task }: SweepPayload, context: WorkerContext): Promise<void> {
  switch (task) {
    case "clients":
      return await sweepClients(context);
    case "recover":
      return await recover(context);
  }
}

/**
 * Asks for the scores of every client in batches, which all workers share and which wait for what people asked for. When
 * batches of the last sweep still wait, this one is left out: a sweep that outlasts its schedule does not pile up.
 */
async function sweepClients({ services, signal, resumed }: WorkerContext): Promise<void> {
  const { queues, stores, log } = services;
  if (!resumed && await queues.score.getPrioritizedCount() > 0) {
    log.warn("The last sweep is not over; this one is left out");
    return;
  }
  let after: string | null = null;
  while (true) {
    signal.throwIfAborted();
    const ids: string[] = await stores.clients.findIds({
      after,
      limit: LIMITS.clientBatch,
      currentOnly: true,
    });
    const [first] = ids;
    if (first === undefined) return;
    await queues.score.add("sweep", { clientIds: ids }, {
      priority: LIMITS.sweepPriority,
      // A sweep that goes on where one was cut off finds the batches of that one.
      deduplication: { id: `sweep:${first}` },
    });
    after = ids.at(-1) ?? null;
  }
}

/**
 * Finishes what killed processes left half done (intake, deletions, changes of time zone), and asks again for roll-ups
 * whose job was lost. Intake comes first: it may write for a client that was deleted meanwhile. What one step cannot do
 * does not keep the others from theirs.
 */
async function recover({ services, signal }: WorkerContext): Promise<void> {
  const steps: Record<string, () => Promise<unknown>> = {
    schema: () => keepSchema(services),
    intake: () => services.intakeRecovery.run(signal),
    parking: () => services.unparking.recover(),
    deletions: () => services.removal.finish(),
    timeZones: () => services.rezoning.finish(),
    simulation: () => services.simulation.resumeStream(),
    rollUps: () => requestForgotten(services),
  };
  const failures = new Map<string, unknown>();
  for (const [name, step] of Object.entries(steps)) {
    if (signal.aborted) return;
    try {
      await step();
    } catch (error) {
      failures.set(name, error);
    }
  }
  if (failures.size === 0) return;
  throw new AggregateError(
    failures.values(),
    `Recovery is not complete: ${[...failures.keys()].join(", ")} failed`,
  );
}

/** A database that was dropped, or restored empty, has lost what was made in it when the processes started. */
async function keepSchema({ database, ensureSchema, log }: Services): Promise<void> {
  if (await isSchemaThere(database)) return;
  log.warn("The database has lost its collections; they are made again");
  await ensureSchema();
}

async function requestForgotten({ clock, stores, jobs }: Services): Promise<void> {
  const markedBefore = new Date(clock().getTime() - LIMITS.dirtyMarkAgeMs);
  const forgotten = await stores.marks.findForgotten(markedBefore, LIMITS.recoverRollUpsPerRun);
  if (forgotten.length > 0) await jobs.requestRollUps(forgotten);
}
