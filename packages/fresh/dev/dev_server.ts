import { join } from "node:path";
import { serveOnFreePort } from "../app.ts";
import type { ListenOptions } from "../types.ts";
import { errorPage, LIVE_EVENTS, LIVE_SCRIPT, LiveReload, liveScript } from "./live_reload.ts";
import { ServerProcess } from "./server_process.ts";

/** Set in the child process: the port on which it answers. */
export const DEV_PORT_VARIABLE = "FRESH_DEV_PORT";
/** Carries the address that the browser asked for through the proxy. */
const ADDRESS_HEADER = "x-fresh-dev-address";
/** Quiet time after a change before the server is restarted: editors write in several steps. */
const QUIET_MS = 60;

type Handler = (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

interface Project {
  root: string;
  outDir: string;
  staticDir: string;
}

/** The child's part: builds the app and serves it on `port` until its parent is gone. */
export async function serveChild(
  port: number,
  load: (pageScripts: string[]) => Promise<Handler>,
): Promise<void> {
  // The parent holds the other end of this pipe: when it closes, nobody is left to stop this process.
  Deno.stdin.readable.pipeTo(new WritableStream()).finally(() => Deno.exit(0));
  const handler = await load([LIVE_SCRIPT]);
  const server = Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, (request, info) => {
    const { method, body, signal } = request;
    const headers = new Headers(request.headers);
    const address = headers.get(ADDRESS_HEADER) ?? request.url;
    headers.delete(ADDRESS_HEADER);
    return handler(new Request(address, { method, headers, body, signal }), info);
  });
  await server.finished;
}

/** The parent's part: passes requests to a child process, replaces that at each change, and shows why it fails. */
export async function superviseServer(project: Project, options: ListenOptions): Promise<void> {
  const child = new ServerProcess(DEV_PORT_VARIABLE);
  const live = new LiveReload();
  const watchers = await watchProject(project);
  const server = serveOnFreePort(options, (request) => answer(request, child, live), "");
  const stop = () => {
    for (const watcher of watchers) watcher.close();
    live.close();
    child.stop().then(() => Deno.exit(0));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);

  const changed = debounce(async (paths) => {
    const onlyStatic = [...paths].every((path) => path.startsWith(project.staticDir));
    if (!onlyStatic) await child.restart();
    live.notify();
  });
  for (const watcher of watchers) forEachChange(watcher, project, changed);
  await child.restart();
  await server.finished;
}

async function answer(request: Request, child: ServerProcess, live: LiveReload): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (pathname.endsWith(LIVE_SCRIPT)) return liveScript();
  if (pathname.endsWith(LIVE_EVENTS)) return live.connect();
  const state = await child.state;
  if ("failure" in state) return errorPage(state.failure);
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, request.url);
  headers.set("accept-encoding", "identity");
  const { method, body, signal } = request;
  try {
    const address = `http://127.0.0.1:${state.port}${pathname}${search}`;
    return await fetch(address, { method, headers, body, signal, redirect: "manual" });
  } catch (error) {
    return errorPage(`Cannot reach the server: ${error}`);
  }
}

/** Watches the project's own folders, and the files beside them. */
async function watchProject({ root, outDir }: Project): Promise<Deno.FsWatcher[]> {
  const folders: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    const path = join(root, name);
    if (isDirectory && name !== "node_modules" && !name.startsWith(".") && path !== outDir) {
      folders.push(path);
    }
  }
  return [Deno.watchFs(root, { recursive: false }), ...folders.length > 0 ? [Deno.watchFs(folders)] : []];
}

async function forEachChange(
  watcher: Deno.FsWatcher,
  { outDir, staticDir }: Project,
  changed: (path: string) => void,
): Promise<void> {
  for await (const { kind, paths } of watcher) {
    if (kind === "access") continue;
    for (const path of paths) {
      const matters = path.startsWith(staticDir) || /\.([jt]sx?|json|css)$/.test(path);
      if (matters && !path.startsWith(outDir)) changed(path);
    }
  }
}

/** Collects paths until nothing has been added for a moment; one call of `run` at a time. */
function debounce(run: (paths: Set<string>) => Promise<void>): (path: string) => void {
  let paths = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = Promise.resolve();
  return (path) => {
    paths.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const collected = paths;
      paths = new Set();
      running = running.then(() => run(collected));
    }, QUIET_MS);
  };
}
