// deno-lint-ignore-file no-console
/** `deno task seed [--seed N]`: 15 clients with their history. */
import { formatQuantity } from "@/lib/format/number.ts";
import { taskCommand } from "@/lib/format/task_command.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { redisReady } from "@/lib/platform/redis.ts";
import { createSeedService } from "@/lib/seed/create.ts";
import type { SeedReport } from "@/lib/seed/service.ts";
import { openServices } from "@/scripts/command/open_services.ts";
import { runCommand } from "@/scripts/command/run_command.ts";
import { readSeed } from "@/scripts/simulate/call.ts";
import { parseArguments, UsageError } from "@/scripts/command/usage.ts";
import { Progress } from "@/scripts/process/progress.ts";

const USAGE = `Usage: ${taskCommand("seed [--seed <whole number>]")}`;
const DEFAULT_SEED = 1;

await runCommand(
  async (signal) => {
    const seed = readCall(Deno.args);
    await using opened = await openServices(signal);
    const { services } = opened;
    // Without it the viewers would not be told of the clients.
    await redisReady(services.redis, LIMITS.redisConnectMs);
    await services.ensureSchema();
    const progress = new Progress((line) => console.error(line));
    console.log(describe(await createSeedService(services).sow(seed, (step) => progress.line(step))));
  },
  "Interrupted. Run the same command again to complete the seed",
);

function readCall(args: readonly string[]): number {
  const { values, positionals } = parseArguments(args, { seed: { type: "string" } }, USAGE);
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not understood\n${USAGE}`);
  return readSeed(values.seed, USAGE) ?? DEFAULT_SEED;
}

function describe({ seed, anchor, clients, events, incidents, points }: SeedReport): string {
  const since = `as of ${anchor.toISOString()}`;
  if (clients === 0) return `Seed ${seed} is complete, ${since}: nothing changed`;
  return `Seed ${seed}, ${since}: ${formatQuantity(clients, "client")}, ${
    formatQuantity(events, "event")
  }, ` +
    `${formatQuantity(incidents, "incident")}, ${formatQuantity(points, "past score")}`;
}
