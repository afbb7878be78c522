import type { Services } from "@/lib/services.ts";

/** What a processor gets: the services, and a signal that is aborted when the worker shuts down. */
export interface WorkerContext {
  services: Services;
  signal: AbortSignal;
  /** The job was begun before, by an attempt that failed or a process that died. */
  resumed: boolean;
}
