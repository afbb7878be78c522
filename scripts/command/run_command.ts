// deno-lint-ignore-file no-console
import { DomainError } from "@/lib/platform/errors.ts";
import { ImportError } from "@/lib/imports/errors.ts";
import { UsageError } from "@/scripts/command/usage.ts";
import { Interrupted } from "@/scripts/process/interruption.ts";
import { runScript } from "@/scripts/process/script.ts";

/**
 * Runs a command and exits: 0 when it is done, 1 when something failed on the way, 2 when it was called wrongly or its
 * input cannot be used, and the code of the signal that interrupted it. Every failure is a sentence on stderr.
 *
 * @param afterInterruption what the user should know when it was interrupted
 */
export function runCommand(
  main: (signal: AbortSignal) => Promise<void>,
  afterInterruption?: string,
): Promise<never> {
  return runScript(async (signal) => {
    try {
      await main(signal);
      return 0;
    } catch (error) {
      if (error instanceof Interrupted && afterInterruption !== undefined) {
        console.error(`\n${afterInterruption}`);
      }
      const code = exitCodeOf(error);
      if (code === null) throw error;
      console.error(error instanceof Error ? error.message : error);
      return code;
    }
  });
}

/** `null` for what is not a sentence for the user. */
function exitCodeOf(error: unknown): number | null {
  if (error instanceof UsageError || error instanceof ImportError) return 2;
  return error instanceof DomainError ? 1 : null;
}
