/**
 * `deno task test:contract [--seed <number>] [--examples <number>]`: Schemathesis sends requests made from the API's own
 * document, right and wrong ones, to a web process and a worker on a database of their own, and holds every answer
 * against the document.
 */
import { parseArgs } from "node:util";
import { build, isBuildCurrent } from "@/scripts/process/build.ts";
import { Child } from "@/scripts/process/child.ts";
import { Progress } from "@/scripts/process/progress.ts";
import { runScript } from "@/scripts/process/script.ts";
import { startServices } from "@/scripts/services/start.ts";
import { ensureVenv, venvExecutable } from "@/scripts/services/venv.ts";
import { seedContract, WRITE_KEY } from "@/tests/contract/seed.ts";
import { startWeb, startWorker } from "@/testing/processes.ts";
import { openWorld } from "@/testing/world.ts";

const ROOT = ".services/test";
const VENV = ".services/schemathesis";
const SCHEMATHESIS = "schemathesis==4.32.5";

interface ContractOptions {
  /** Generated requests an operation, in each of the phases that generate. */
  examples: string;
  /** The same seed gives the same requests. */
  seed: string;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { examples: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
  });
  await runScript((signal) => testContract({ examples: values.examples, seed: values.seed }, signal));
}

async function testContract(options: ContractOptions, signal: AbortSignal): Promise<number> {
  const progress = new Progress();
  const context = { progress, signal };
  const environment = Deno.env.toObject();
  await using services = await startServices({ ...context, root: ROOT, environment, mayInstallPython: true });
  await ensureVenv({
    ...context,
    folder: `${Deno.cwd()}/${VENV}`,
    packages: [SCHEMATHESIS],
    mayInstallPython: true,
  });
  if (!await isBuildCurrent()) await progress.during("Build", () => build({ signal }));
  // The world and the processes of this run read their addresses from the environment, as those of every test.
  for (const [name, value] of Object.entries(services.environment)) Deno.env.set(name, value);
  await using world = await openWorld();
  const config = { ...world.config, segmentWriteKeys: [WRITE_KEY] };
  await using web = await startWeb(config);
  await using _worker = await startWorker(config);
  await seedContract(world);
  const address = `${web.baseUrl}/api/v1/openapi.json`;
  await progress.during("Schemathesis", () => runSchemathesis(address, options, signal));
  return 0;
}

async function runSchemathesis(
  address: string,
  options: ContractOptions,
  signal: AbortSignal,
): Promise<void> {
  const child = await Child.start({
    name: "Schemathesis",
    command: venvExecutable(`${Deno.cwd()}/${VENV}`, "schemathesis"),
    args: [
      "--config-file",
      "tests/contract/schemathesis.toml",
      "run",
      address,
      "--checks=all",
      `--max-examples=${options.examples}`,
      // Two would share one interpreter lock, and Python 3.11 parses lambdas of two threads into each other's way.
      "--workers=1",
      // Of a machine that does much else at the same time it says nothing.
      "--suppress-health-check=too_slow",
      "--generation-database=none",
      `--seed=${options.seed}`,
    ],
    env: { SCHEMATHESIS_HOOKS: "hooks", PYTHONPATH: "tests/contract", PYTHONDONTWRITEBYTECODE: "1" },
  });
  await child.succeed(signal);
}
