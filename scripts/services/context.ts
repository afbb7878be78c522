import type { Progress } from "@/scripts/process/progress.ts";
import type { ServiceFolders } from "@/scripts/services/folders.ts";

/** What each step of starting a server needs to know. The lock of `folders` is held. */
export interface StartContext {
  readonly folders: ServiceFolders;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Whether data of an earlier run is removed before a server starts. */
  readonly fresh: boolean;
}
