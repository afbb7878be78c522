import type { Services } from "@/lib/services.ts";

/** What a processor gets: the services, and a signal that is aborted when the worker shuts down. */
export interface WorkerContext {
  services: Services;
  signal: AbortSignal;
}
