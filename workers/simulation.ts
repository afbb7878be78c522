import type { WorkerContext } from "@/workers/context.ts";

/** One pulse of continuous activity. A job left over after its end does nothing. */
export async function pulseStream(_payload: unknown, { services }: WorkerContext): Promise<void> {
  await services.simulation.pulseStream();
}
