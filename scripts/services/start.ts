import { type Child } from "@/scripts/process/child.ts";
import { reasonOf, StepError } from "@/scripts/process/failure.ts";
import type { Progress } from "@/scripts/process/progress.ts";
import type { StartContext } from "@/scripts/services/context.ts";
import { findService, type Source } from "@/scripts/services/find.ts";
import { type ServiceFolders, serviceFolders } from "@/scripts/services/folders.ts";
import { waitUntilHealthy } from "@/scripts/services/health.ts";
import { launchServer } from "@/scripts/services/launch.ts";
import { acquireLock } from "@/scripts/services/lock.ts";
import { mongodb } from "@/scripts/services/mongodb.ts";
import { redis } from "@/scripts/services/redis.ts";
import { reuseServer } from "@/scripts/services/reuse.ts";
import type { RunningServer, Service } from "@/scripts/services/service.ts";
import { removeRecord } from "@/scripts/services/state.ts";
import { ensureVenv } from "@/scripts/services/venv.ts";

/** Seconds for a server whose address is given: it should be up already. */
const GIVEN_LIMIT_SECONDS = 10;

export interface StartOptions {
  /** Where state, logs and data are kept; `.services` unless told. */
  readonly root?: string;
  /** Where the Python packages are installed; `.services/venv` unless told. */
  readonly venv?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Begin with empty servers, unless they run already. */
  readonly fresh?: boolean;
  /** Whether a missing Python may be installed with apt-get, where we are root. */
  readonly mayInstallPython?: boolean;
  /** Instead of PATH, for finding servers, Docker and Python. */
  readonly searchPath?: string;
}

/** MongoDB and Redis, up and answering. Disposing stops those that are ours to stop, and keeps their data. */
export interface RunningServices extends AsyncDisposable {
  readonly mongodbUri: string;
  readonly redisHost: string;
  readonly redisPort: number;
  /** `MONGODB_URI`, `REDIS_HOST`, `REDIS_PORT` and `REDIS_PASSWORD` (empty when there is none), for child processes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves with the sentence when a server that was started here ends by itself. */
  readonly failed: Promise<StepError>;
  stop(): Promise<void>;
}

/**
 * Finds or starts MongoDB and Redis and waits until both answer over the wire. Servers of an earlier start under the
 * same root are used again; two starts at once make one set of servers.
 *
 * @throws {StepError} with a sentence that says what to do.
 */
export async function startServices(options: StartOptions): Promise<RunningServices> {
  const folders = serviceFolders(options.root ?? ".services", options.venv ?? ".services/venv");
  const context: StartContext = { ...options, folders, fresh: options.fresh ?? false };
  using _lock = await lockServices(folders, options);
  const servers: RunningServer[] = [];
  try {
    const missing: { service: Service; source: Exclude<Source, { origin: "given" }> }[] = [];
    for (const service of [mongodb, redis]) {
      const server = await runningAlready(service, context, options);
      if ("origin" in server) servers.push(server);
      else missing.push({ service, source: server.source });
    }
    await installEmbedded(missing, context, options);
    // One after the other: both write to the same state file.
    for (const { service, source } of missing) servers.push(await launchServer(service, source, context));
  } catch (error) {
    await stopServers(servers, folders);
    throw error;
  }
  for (const { service, address, note } of servers) {
    options.progress.line(`${service.title} at ${service.describe(address)}: ${note}`);
  }
  return runningServices(servers, folders);
}

function lockServices(folders: ServiceFolders, options: Pick<StartOptions, "progress" | "signal">) {
  return acquireLock(folders.lock, {
    signal: options.signal,
    onWait: (holder) =>
      options.progress.line(`Waiting for process ${holder}, which starts or stops the same servers`),
  });
}

/** The server if it needs no start, else where it will come from. */
async function runningAlready(
  service: Service,
  context: StartContext,
  options: StartOptions,
): Promise<RunningServer | { source: Exclude<Source, { origin: "given" }> }> {
  const source = await findService(service, options);
  if (source.origin !== "given") return await reuseServer(service, context) ?? { source };
  const { address } = source;
  try {
    await waitUntilHealthy(service, address, { limitSeconds: GIVEN_LIMIT_SECONDS, signal: context.signal });
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw new StepError(
      `${service.variable} is set, but ${reasonOf(error)}. Start that server, or unset ${service.variable} ` +
        "(also in .env) to have one started here",
      { cause: error },
    );
  }
  return { service, origin: "given", address, note: `given by ${service.variable}` };
}

async function installEmbedded(
  missing: readonly { service: Service; source: Source }[],
  context: StartContext,
  options: StartOptions,
): Promise<void> {
  const packages = missing.filter(({ source }) => source.origin === "embedded")
    .map(({ service }) => service.embedded.requirement);
  if (packages.length === 0) return;
  const { searchPath, mayInstallPython } = options;
  await ensureVenv({ ...context, folder: context.folders.venv, packages, searchPath, mayInstallPython });
}

function runningServices(servers: readonly RunningServer[], folders: ServiceFolders): RunningServices {
  const environment: Record<string, string> = Object.assign({}, ...servers.map(({ address }) => address));
  let stopping: Promise<void> | undefined;
  const stop = () => stopping ??= stopLocked(servers, folders);
  return {
    mongodbUri: environment["MONGODB_URI"] ?? "",
    redisHost: environment["REDIS_HOST"] ?? "",
    redisPort: Number(environment["REDIS_PORT"]),
    environment,
    failed: Promise.race(servers.flatMap(({ child }) => child === undefined ? [] : [unexpectedEnd(child)])),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function unexpectedEnd(child: Child): Promise<StepError> {
  await child.status;
  return await child.failure();
}

/** Under the lock: who starts meanwhile waits, instead of using servers that are about to go. */
async function stopLocked(servers: readonly RunningServer[], folders: ServiceFolders): Promise<void> {
  if (servers.every(({ stop }) => stop === undefined)) return;
  using _lock = await acquireLock(folders.lock, { signal: new AbortController().signal });
  await stopServers(servers, folders);
}

async function stopServers(servers: readonly RunningServer[], folders: ServiceFolders): Promise<void> {
  await Promise.all(servers.map((server) => server.stop?.()));
  for (const { service, stop } of servers) {
    if (stop !== undefined) await removeRecord(folders.state, service.key);
  }
}
