import { Child } from "@/scripts/process/child.ts";
import { StepError } from "@/scripts/process/failure.ts";
import { tailOf } from "@/scripts/process/log_tail.ts";
import type { StartContext } from "@/scripts/services/context.ts";
import {
  containerLog,
  containerName,
  removeVolume,
  startContainer,
  stopContainer,
} from "@/scripts/services/docker.ts";
import type { Source } from "@/scripts/services/find.ts";
import { dataFolder, logFile } from "@/scripts/services/folders.ts";
import { waitUntilHealthy } from "@/scripts/services/health.ts";
import { freePort, isFree } from "@/scripts/services/ports.ts";
import type { Origin, Program, RunningServer, Service } from "@/scripts/services/service.ts";
import { readState, removeRecord, writeRecord } from "@/scripts/services/state.ts";

/** Seconds for a server to open its data and answer. */
const START_LIMIT_SECONDS = 60;

/** Between picking a free port and listening on it another program can take it: then another port is picked. */
const PORT_ATTEMPTS = 3;

/** Starts a server that does not run yet, and waits until it answers. */
export async function launchServer(
  service: Service,
  source: Exclude<Source, { origin: "given" }>,
  context: StartContext,
): Promise<RunningServer> {
  if (source.origin === "docker") return await launchContainer(service, context);
  const program = source.origin === "path"
    ? source.program
    : await service.embedded.program(context.folders.venv);
  for (let attempt = 1;; attempt++) {
    const port = attempt === 1 ? await usualPort(service, context) : freePort();
    const server = await launchProgram(service, { origin: source.origin, program, port, context });
    if (server !== undefined) return server;
    if (attempt === PORT_ATTEMPTS) {
      throw new StepError(
        `${service.title} cannot be started: other programs took ${PORT_ATTEMPTS} ports in a row. Start it again`,
      );
    }
  }
}

interface Launch {
  readonly origin: "path" | "embedded";
  readonly program: Program;
  readonly port: number;
  readonly context: StartContext;
}

/** @returns undefined when another program took the port. */
async function launchProgram(service: Service, launch: Launch): Promise<RunningServer | undefined> {
  const { origin, program, port, context } = launch;
  const folder = dataFolder(context.folders, service, origin);
  if (context.fresh) await removeFolder(folder);
  await Deno.mkdir(folder, { recursive: true });
  const address = service.addressAt(port, origin);
  const child = await Child.start({
    name: service.title,
    command: program.command,
    args: [...program.args, ...service.programArguments(port, folder, origin)],
    cwd: folder,
    logFile: logFile(context.folders, service),
  });
  try {
    await record(service, context, { origin, address, port, pid: child.pid, dataFolder: folder });
    const wait = { limitSeconds: START_LIMIT_SECONDS, signal: context.signal, ended: child.status };
    const healthy = await waitUntilHealthy(service, address, wait);
    if (!healthy) {
      await forget(service, context);
      const tail = await tailOf(child.logFile ?? "");
      if (/address already in use/i.test(tail)) return undefined;
      throw didNotStart(service, { folder, tail });
    }
    if (await service.processId(address) !== child.pid) {
      await child.stop();
      await forget(service, context);
      return undefined;
    }
    await service.prepare(address, origin);
  } catch (error) {
    await child.stop();
    await forget(service, context);
    throw error;
  }
  const from = origin === "embedded" ? service.embedded.requirement : program.command;
  return { service, origin, address, note: `started, ${origin} (${from})`, child, stop: () => child.stop() };
}

async function launchContainer(service: Service, context: StartContext): Promise<RunningServer> {
  const origin = "docker";
  const name = await containerName(context.folders, service);
  if (context.fresh) await removeVolume(name);
  const port = await usualPort(service, context);
  const address = service.addressAt(port, origin);
  try {
    await startContainer(service, { name, port, progress: context.progress });
    await record(service, context, { origin, address, port, container: name, dataFolder: `volume ${name}` });
    await waitUntilHealthy(service, address, { limitSeconds: START_LIMIT_SECONDS, signal: context.signal });
    await service.prepare(address, origin);
  } catch (error) {
    const log = error instanceof StepError ? await containerLog(name) : "";
    await stopContainer(name);
    await forget(service, context);
    throw log === "" ? error : new StepError(`${(error as StepError).message}\n${log}`, { cause: error });
  }
  return {
    service,
    origin,
    address,
    note: `started, docker (${service.container.image})`,
    stop: () => stopContainer(name),
  };
}

/** The port of the last start if it is free, else any that is. */
async function usualPort(service: Service, context: StartContext): Promise<number> {
  const lastPort = (await readState(context.folders.state)).ports[service.key];
  return lastPort !== undefined && isFree(lastPort) ? lastPort : freePort();
}

interface Started {
  origin: Exclude<Origin, "given">;
  address: RunningServer["address"];
  port: number;
  pid?: number;
  container?: string;
  dataFolder: string;
}

/** Written before the server answers: if we die in between, the next start still knows of it. */
function record(service: Service, context: StartContext, started: Started): Promise<void> {
  const startedAt = Temporal.Now.instant().toString();
  return writeRecord(context.folders.state, {
    key: service.key,
    record: { ...started, address: { ...started.address }, owner: Deno.pid, startedAt },
  });
}

function forget(service: Service, context: StartContext): Promise<void> {
  return removeRecord(context.folders.state, service.key);
}

/** The sentence for a server that ended at its start. */
function didNotStart(service: Service, { folder, tail }: { folder: string; tail: string }): StepError {
  const advice = /resource busy|already being managed|DBPathInUse|another process/i.test(tail)
    ? `Another server uses the folder ${folder}: stop that one, or the program that started it, and start again`
    : `If its data in ${folder} is damaged, move this folder away (mv ${folder} ${folder}.damaged) and start again: ` +
      `an empty one is made`;
  return new StepError(`${service.title} ended while it was starting. ${advice}\n${tail}`);
}

async function removeFolder(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
