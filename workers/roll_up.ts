import type { RollUpPayload } from "@/lib/jobs.ts";
import type { WorkerContext } from "@/workers/context.ts";

/** Rolls up the dirty days of one client and scores it. A client deleted meanwhile is no fault. */
export async function rollUpClient(
  { clientId }: RollUpPayload,
  { services, signal }: WorkerContext,
): Promise<void> {
  const [client] = await services.clients.findRefs([clientId], []);
  if (!client) return;
  await services.rollUp.rollUpDirty(client, {
    signal,
    beforeClear: () => services.health.scoreClients([clientId]),
  });
}
