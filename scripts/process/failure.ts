import { Interrupted } from "@/scripts/process/interruption.ts";

/**
 * A step of a script that failed for a reason its user can act upon. The message is all that is shown: it says what
 * failed and what to do, and may end with the last lines of a log.
 */
export class StepError extends Error {
  override name = "StepError";
}

/** A message of any thrown value, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What to show of an error that ends a script: a sentence if it was foreseen, else all that helps to find the fault. */
export function describeFailure(error: unknown): string {
  return error instanceof StepError || error instanceof Interrupted ? error.message : Deno.inspect(error);
}
