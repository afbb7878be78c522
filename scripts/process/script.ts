// deno-lint-ignore-file no-console
import { ConfigError } from "@/lib/platform/config.ts";
import { describeFailure } from "@/scripts/process/failure.ts";
import { Interrupted, Interruption } from "@/scripts/process/interruption.ts";

/** All paths in scripts are relative to it, wherever they are called from. */
const PROJECT_FOLDER = new URL("../../", import.meta.url);

/**
 * Runs a script to its end and exits: with the code that `main` gives, with 1 and a sentence on stderr when a step
 * failed, with 2 when the configuration is wrong, or with the code of the signal that interrupted it.
 */
export async function runScript(main: (signal: AbortSignal) => Promise<number>): Promise<never> {
  Deno.chdir(PROJECT_FOLDER);
  using interruption = new Interruption();
  let code: number;
  try {
    code = await main(interruption.signal);
  } catch (error) {
    code = report(error);
  }
  Deno.exit(code);
}

function report(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode;
  if (error instanceof ConfigError) {
    console.error(error.message);
    return 2;
  }
  console.error(describeFailure(error));
  return 1;
}
