/** The real processes of the product as children of a test: web from the production build, workers from source. */
import { freePort } from "@/scripts/services/ports.ts";
import { Child } from "@/scripts/process/child.ts";
import { webArguments } from "@/scripts/process/web.ts";
import { waitUntilReady } from "@/scripts/process/web_ready.ts";
import type { Config } from "@/lib/platform/config.ts";

export interface WebProcess extends AsyncDisposable {
  /** With the base path, without a final slash. */
  baseUrl: string;
  child: Child;
}

/** The environment that gives a child the given configuration. */
export function environmentOf(config: Config): Record<string, string> {
  return {
    NODE_ENV: "test",
    MONGODB_URI: config.mongo.uri,
    REDIS_HOST: config.redis.host,
    REDIS_PORT: String(config.redis.port),
    REDIS_KEY_PREFIX: config.redis.keyPrefix,
    BASE_PATH: config.basePath,
    ALLOWED_HOSTS: config.allowedHosts.join(),
    SEGMENT_WRITE_KEYS: config.segmentWriteKeys.join(","),
    API_WRITES_PER_MINUTE: String(config.apiWritesPerMinute),
    ALLOW_SIMULATION: String(config.simulationAllowed),
    LOG_LEVEL: "warn",
  };
}

/** Serves `_fresh/` on a free port; resolves when it is well. */
export async function startWeb(config: Config): Promise<WebProcess> {
  const web = await launchWeb(config);
  await waitUntilReady(web.baseUrl, new AbortController().signal);
  return web;
}

/** Serves `_fresh/` on a free port, whether it can be well or not. */
export async function launchWeb(config: Config): Promise<WebProcess> {
  const port = freePort();
  const child = await Child.start({
    name: "The web process",
    command: Deno.execPath(),
    args: webArguments({ host: "127.0.0.1", port }),
    env: environmentOf(config),
  });
  const baseUrl = `http://127.0.0.1:${port}${config.basePath}`;
  return { baseUrl, child, [Symbol.asyncDispose]: () => child.stop() };
}

export function startWorker(config: Config): Promise<Child> {
  return Child.start({
    name: "The worker",
    command: Deno.execPath(),
    args: ["run", "-A", "workers/main.ts"],
    env: environmentOf(config),
  });
}

/** Ends a process as a power cut would. */
export async function kill(child: Child): Promise<void> {
  Deno.kill(-child.pid, "SIGKILL");
  await child.status;
}
