/** `deno task demo`: services, build, seeded data, worker and web, until Ctrl-C. */
import { type Config, loadConfig, readEnvironment } from "@/lib/platform/config.ts";
import { build, isBuildCurrent } from "@/scripts/process/build.ts";
import { Child } from "@/scripts/process/child.ts";
import { StepError } from "@/scripts/process/failure.ts";
import { aborted } from "@/scripts/process/interruption.ts";
import { Progress } from "@/scripts/process/progress.ts";
import { runScript } from "@/scripts/process/script.ts";
import { webArguments } from "@/scripts/process/web.ts";
import { waitUntilReady } from "@/scripts/process/web_ready.ts";
import { freePort, isFree } from "@/scripts/services/ports.ts";
import { startServices } from "@/scripts/services/start.ts";

const LOGS = ".services/logs";

await runScript(async (signal) => {
  const progress = new Progress();
  const given = readEnvironment();
  const config = loadConfig(given);
  const port = choosePort(config, { isGiven: Boolean(given["PORT"]) });
  await using services = await startServices({ environment: given, progress, signal });
  await ensureBuild(progress, signal);
  const environment = {
    ...services.environment,
    NODE_ENV: "development",
    ALLOW_SIMULATION: "true",
    HOST: config.host,
    PORT: String(port),
  };
  await progress.during("Seeding 15 clients with 30 days of history", async () => {
    const seed = await startProcess("seed", ["run", "-A", "scripts/seed.ts"], environment);
    await seed.succeed(signal);
  });
  await using worker = await startProcess("worker", ["run", "-A", "workers/main.ts"], environment);
  await using web = await startProcess("web", webArguments({ host: config.host, port }), environment);
  const ended = Promise.race([services.failed, worker.failure(), web.failure()]);
  const url = `http://${reachableHost(config.host)}:${port}${config.basePath}`;
  await progress.during("Starting the web process and the worker", () => ready(url, ended, signal));
  progress.line("The dashboard is ready. Ctrl-C stops everything and keeps the data in .services/");
  progress.plain(`\n  ${url}/\n`);
  const failure = await Promise.race([aborted(signal), ended]);
  if (failure !== undefined) throw failure;
  progress.line("Stopping");
  return 0;
});

/** PORT when it is given, else the usual port or, when that is taken, any free one. */
function choosePort(config: Config, options: { isGiven: boolean }): number {
  if (isFree(config.port, config.host)) return config.port;
  if (!options.isGiven) return freePort(config.host);
  throw new StepError(
    `Port ${config.port} is taken by another program: stop that one, set PORT to another port, or unset PORT ` +
      "to have a free one chosen",
  );
}

async function ensureBuild(progress: Progress, signal: AbortSignal): Promise<void> {
  if (await isBuildCurrent()) {
    progress.line("The production build is up to date");
    return;
  }
  await progress.during("Building for production", () => build({ signal, logFile: `${LOGS}/build.log` }));
}

function startProcess(name: string, args: string[], env: Record<string, string>): Promise<Child> {
  return Child.start({
    name: `The ${name} process`,
    command: Deno.execPath(),
    args,
    env,
    logFile: `${LOGS}/${name}.log`,
  });
}

/** Waits for the web process, or throws what ended before. */
async function ready(url: string, ended: Promise<StepError>, signal: AbortSignal): Promise<void> {
  const failure = await Promise.race([waitUntilReady(url, signal), ended]);
  if (failure !== undefined) throw failure;
}

/** A host that a browser on this machine can open, also when the server listens on all of them. */
function reachableHost(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "localhost" : host;
}
