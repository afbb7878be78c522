import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";

/**
 * Runs `close` once on SIGTERM, SIGINT or SIGHUP and exits: with 0, or with 1 when it failed or took too long and what
 * was left is cut. On the first two `deno serve` itself takes no more connections and ends each one after its answer.
 */
export function onShutdown(log: Log, close: () => Promise<void>): void {
  let closing = false;
  const stop = async (signal: Deno.Signal) => {
    if (closing) return;
    closing = true;
    log.info({ signal }, "Shutting down");
    setTimeout(() => {
      log.error(`Shutdown took longer than ${LIMITS.shutdownMs} ms; exiting`);
      Deno.exit(1);
    }, LIMITS.shutdownMs);
    try {
      await close();
    } catch (error) {
      log.error({ err: error }, "Shutdown failed");
      Deno.exit(1);
    }
    Deno.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) Deno.addSignalListener(signal, () => stop(signal));
  Deno.addSignalListener("SIGHUP", () => Deno.kill(Deno.pid, "SIGTERM"));
}
