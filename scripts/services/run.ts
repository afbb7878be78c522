// deno-lint-ignore-file no-console
import { type Config, loadConfig, readEnvironment } from "@/lib/platform/config.ts";
import { Progress } from "@/scripts/process/progress.ts";
import { runScript } from "@/scripts/process/script.ts";
import { startServices } from "@/scripts/services/start.ts";

/** What a script gets that works on the data. */
export interface ServicesContext {
  /** Leads to the servers that were found. */
  readonly config: Config;
  /** On stderr: stdout belongs to the script's result. */
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Runs a script that needs MongoDB and Redis, on those of a running `deno task demo` or `deno task services`, on given
 * ones, or on its own, which end with it. Then exits, with the code that `main` gives.
 */
export function runWithServices(main: (context: ServicesContext) => Promise<number>): Promise<never> {
  return runScript(async (signal) => {
    const progress = new Progress((line) => console.error(line));
    const environment = readEnvironment();
    loadConfig(environment);
    await using services = await startServices({ environment, progress, signal });
    return await main({ config: loadConfig({ ...environment, ...services.environment }), progress, signal });
  });
}
