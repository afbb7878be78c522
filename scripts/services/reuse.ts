import { StepError } from "@/scripts/process/failure.ts";
import { commandLineOf, isRunning, stopProcess } from "@/scripts/process/liveness.ts";
import { STOP_LIMIT_SECONDS } from "@/scripts/process/child.ts";
import type { StartContext } from "@/scripts/services/context.ts";
import { isContainerRunning, stopContainer } from "@/scripts/services/docker.ts";
import { answers, waitUntilHealthy } from "@/scripts/services/health.ts";
import type { RunningServer, Service } from "@/scripts/services/service.ts";
import {
  hasOwner,
  readState,
  removeRecord,
  type ServerRecord,
  writeRecord,
} from "@/scripts/services/state.ts";

/** Seconds for a server whose starter died while it was still opening its data. */
const SETTLE_LIMIT_SECONDS = 30;

/**
 * The server that an earlier start left running, if it is really that one. A record of one that has gone is removed.
 * When the process that had to stop it has died, that is ours to do now.
 */
export async function reuseServer(
  service: Service,
  context: StartContext,
): Promise<RunningServer | undefined> {
  const record = (await readState(context.folders.state)).servers[service.key];
  if (record === undefined) return undefined;
  if (!await isStillThere(service, record, context)) {
    await removeRecord(context.folders.state, service.key);
    return undefined;
  }
  const server = { service, origin: record.origin, address: record.address };
  if (hasOwner(record)) return { ...server, note: `already running, started by process ${record.owner}` };
  await writeRecord(context.folders.state, { key: service.key, record: { ...record, owner: Deno.pid } });
  return {
    ...server,
    note: "still running from an earlier start",
    stop: () => stopRecorded(record),
  };
}

async function stopRecorded(record: ServerRecord): Promise<void> {
  if (record.container !== undefined) await stopContainer(record.container);
  if (record.pid !== undefined) await stopProcess(record.pid, STOP_LIMIT_SECONDS);
}

async function isStillThere(service: Service, record: ServerRecord, context: StartContext): Promise<boolean> {
  if (record.container !== undefined) {
    return await isContainerRunning(record.container) && await answers(service, record.address);
  }
  if (record.pid === undefined || !isRunning(record.pid)) return false;
  if (await answers(service, record.address)) return await isItself(service, record, record.pid);
  // The number may belong to another program by now. If not, the server is still opening its data, or hangs.
  if (!(await commandLineOf(record.pid)).includes(String(record.port))) return false;
  await settle(service, record, context);
  return await answers(service, record.address) && await isItself(service, record, record.pid);
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
