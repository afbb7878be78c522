// deno-lint-ignore-file no-console
import pino from "pino";
import { loadConfig, readEnvironment } from "@/lib/platform/config.ts";
import { createServices, type Services } from "@/lib/services.ts";
import { Progress } from "@/scripts/process/progress.ts";
import { startServices } from "@/scripts/services/start.ts";

/** The services of a command, on the servers that `deno task services` would find or start. */
export interface OpenServices extends AsyncDisposable {
  readonly services: Services;
}

/**
 * Finds or starts the servers and connects to them. What is said meanwhile goes to stderr: stdout is for the result.
 *
 * @throws {StepError} @throws {ConfigError} with a sentence that says what to do.
 */
export async function openServices(signal: AbortSignal): Promise<OpenServices> {
  const given = readEnvironment();
  // Before anything is started, so that a wrong variable leaves nothing running.
  loadConfig(given);
  const progress = new Progress((line) => console.error(line));
  const servers = await startServices({ environment: given, progress, signal });
  const config = loadConfig({ ...given, ...servers.environment });
  const services = createServices(config, pino({ level: "warn" }, pino.destination(2)));
  return {
    services,
    async [Symbol.asyncDispose]() {
      await services.close();
      await servers.stop();
    },
  };
}
