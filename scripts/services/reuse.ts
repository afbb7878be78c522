import { StepError } from "@/scripts/process/failure.ts";
import { commandLineOf, isRunning, stopProcess } from "@/scripts/process/liveness.ts";
import { STOP_LIMIT_SECONDS } from "@/scripts/process/child.ts";
import type { StartContext } from "@/scripts/services/context.ts";
import { isContainerRunning, stopContainer } from "@/scripts/services/docker.ts";
import { answers, waitUntilHealthy } from "@/scripts/services/health.ts";
import type { RunningServer, Service } from "@/scripts/services/service.ts";
import { hasOwner, readState, removeRecord, type ServerRecord } from "@/scripts/services/state.ts";

/** Seconds for a server that is busy. */
const SETTLE_LIMIT_SECONDS = 30;

/**
 * The server that another process has started and will stop, if it is really that one. One whose starter has died is
 * ended: nobody would stop it any more.
 */
export async function reuseServer(
  service: Service,
  context: StartContext,
): Promise<RunningServer | undefined> {
  const record = (await readState(context.folders.state)).servers[service.key];
  if (record === undefined) return undefined;
  if (!hasOwner(record)) await endRecorded(record);
  else if (await isStillThere(service, record, context)) {
    const note = `already running, started by process ${record.owner}`;
    return { service, origin: record.origin, address: record.address, note };
  }
  await removeRecord(context.folders.state, service.key);
  return undefined;
}

async function endRecorded(record: ServerRecord): Promise<void> {
  if (record.container !== undefined) await stopContainer(record.container);
  if (record.pid !== undefined && await runsOnPort(record.pid, record.port)) {
    await stopProcess(record.pid, STOP_LIMIT_SECONDS);
  }
}

async function isStillThere(service: Service, record: ServerRecord, context: StartContext): Promise<boolean> {
  if (record.container !== undefined) {
    return await isContainerRunning(record.container) && await answers(service, record.address);
  }
  if (record.pid === undefined || !await runsOnPort(record.pid, record.port)) return false;
  if (!await answers(service, record.address)) await settle(service, record, context);
  return await isItself(service, record, record.pid);
}

/** The number of a server that has ended may belong to another program by now: that one does not name the port. */
async function runsOnPort(pid: number, port: number): Promise<boolean> {
  return isRunning(pid) && (await commandLineOf(pid)).includes(String(port));
}

/** The server says its own process id: what answers at the port could be any other server. */
async function isItself(service: Service, record: ServerRecord, pid: number): Promise<boolean> {
  return await service.processId(record.address).catch(() => undefined) === pid;
}

async function settle(service: Service, record: ServerRecord, context: StartContext): Promise<void> {
  const { signal } = context;
  try {
    await waitUntilHealthy(service, record.address, { limitSeconds: SETTLE_LIMIT_SECONDS, signal });
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw new StepError(
      `${service.title} (process ${record.pid}) runs on ${record.dataFolder} but does not answer. ` +
        `Stop it with "kill ${record.pid}" and start again`,
      { cause: error },
    );
  }
}
