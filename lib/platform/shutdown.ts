import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";

/** Runs `close` once on SIGTERM, SIGINT or SIGHUP and exits; one that takes too long is cut. */
export function onShutdown(log: Log, close: () => Promise<void>): void {
  let closing = false;
  const stop = async (signal: Deno.Signal) => {
    if (closing) return;
    closing = true;
    log.info({ signal }, "Shutting down");
    const deadline = setTimeout(() => {
      log.error(`Shutdown took longer than ${LIMITS.shutdownMs} ms; exiting`);
      Deno.exit(1);
    }, LIMITS.shutdownMs);
    try {
      await close();
    } catch (error) {
      log.error({ err: error }, "Shutdown failed");
    }
    clearTimeout(deadline);
    Deno.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, () => stop(signal));
  }
}
