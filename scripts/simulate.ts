// deno-lint-ignore-file no-console
/** `deno task simulate pulse | outage <client> | reset <client>`; `--stream` for continuous activity until Ctrl-C. */
import { LIMITS } from "@/lib/platform/limits.ts";
import { redisReady } from "@/lib/platform/redis.ts";
import { openServices } from "@/scripts/command/open_services.ts";
import { runCommand } from "@/scripts/command/run_command.ts";
import { simulate } from "@/scripts/simulate/actions.ts";
import { readSimulateCall } from "@/scripts/simulate/call.ts";

await runCommand(async (signal) => {
  const call = readSimulateCall(Deno.args);
  await using opened = await openServices(signal);
  const { services } = opened;
  // Without it the worker would not be told of what was done first.
  await redisReady(services.redis, LIMITS.redisConnectMs);
  await services.ensureSchema();
  console.log(await simulate(call, services, signal));
});
