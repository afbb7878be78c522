import type { ScorePayload } from "@/lib/jobs.ts";
import type { WorkerContext } from "@/workers/context.ts";

export async function scoreClients({ clientIds }: ScorePayload, { services }: WorkerContext): Promise<void> {
  await services.health.scoreClients(clientIds);
}
