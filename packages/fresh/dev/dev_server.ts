import { join } from "node:path";
import { serveOnFreePort } from "../app.ts";
import type { ListenOptions } from "../types.ts";
import { errorPage, LIVE_EVENTS, LIVE_SCRIPT, LiveReload, liveScript } from "./live_reload.ts";

/** Set in the child process: the port on which it answers. */
export const DEV_PORT_VARIABLE = "FRESH_DEV_PORT";
/** Carries the address that the browser asked for through the proxy. */
const ADDRESS_HEADER = "x-fresh-dev-address";
/** Quiet time after a change before the server is replaced: editors write in several steps. */
const QUIET_MS = 60;
/** How much of the child's error output is kept for the error page, in characters. */
const OUTPUT_MAX = 20_000;

type Handler = (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;
/** The port on which the child answers, or what it wrote before it ended. */
type ChildState = { port: number } | { failure: string };

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
  await Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, (request, info) => {
    const address = request.headers.get(ADDRESS_HEADER) ?? request.url;
    return handler(Object.defineProperty(request, "url", { value: address }), info);
  }).finished;
}

/**
 * The parent's part: passes requests to a child process that runs the same main module, replaces it at each change,
 * and shows why it does not start.
 */
export class DevServer {
  #child: Deno.ChildProcess | null = null;
  #state: Promise<ChildState> = Promise.resolve({ failure: "" });
  #starts = 0;
  #live = new LiveReload();
  #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly project: Project) {}

  async serve(options: ListenOptions): Promise<void> {
    const watchers = await this.#watch();
    this.#restart();
    const server = serveOnFreePort(options, (request) => this.#answer(request), "");
    const stop = async () => {
      for (const watcher of watchers) watcher.close();
      await this.#stopChild();
      Deno.exit(0);
    };
    Deno.addSignalListener("SIGINT", stop);
    Deno.addSignalListener("SIGTERM", stop);
    await server.finished;
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (pathname.endsWith(LIVE_SCRIPT)) return liveScript();
    if (pathname.endsWith(LIVE_EVENTS)) return this.#live.connect();
    const state = await this.#settledState();
    if ("failure" in state) return errorPage(state.failure);
    const headers = new Headers(request.headers);
    headers.set(ADDRESS_HEADER, request.url);
    headers.set("accept-encoding", "identity");
    const { method, body } = request;
    const address = `http://127.0.0.1:${state.port}${pathname}${search}`;
    return await fetch(address, { method, headers, body, redirect: "manual" });
  }

  /** What came of the latest start; waits while one is under way. */
  async #settledState(): Promise<ChildState> {
    for (;;) {
      const latest = this.#state;
      const state = await latest;
      if (latest === this.#state) return state;
    }
  }

  /** Replaces the child, even one that is still starting. */
  #restart(): void {
    const start = ++this.#starts;
    const stopped = this.#stopChild();
    this.#state = stopped.then(() => start === this.#starts ? this.#startChild() : this.#state);
  }

  /** Ends the child at once: it holds nothing that a development server would have to save. */
  async #stopChild(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    try {
      child?.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await child?.status;
  }

  async #startChild(): Promise<ChildState> {
    const port = freePort();
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", Deno.mainModule, ...Deno.args],
      env: { [DEV_PORT_VARIABLE]: String(port) },
      stdin: "piped",
      stderr: "piped",
    }).spawn();
    this.#child = child;
    const ended = Promise.all([child.status, passOn(child.stderr)]).then(([{ code }, output]) => {
      const state = { failure: `${output}\nThe server ended with code ${code}` };
      if (this.#child === child) {
        this.#state = Promise.resolve(state);
        this.#live.notify();
      }
      return state;
    });
    let running = true;
    ended.finally(() => running = false);
    while (running && !await accepts(port)) await new Promise((resolve) => setTimeout(resolve, 20));
    return running ? { port } : await ended;
  }

  /** Watches the project's own folders and the files beside them. */
  async #watch(): Promise<Deno.FsWatcher[]> {
    const { root, outDir } = this.project;
    const folders: string[] = [];
    for await (const { name, isDirectory } of Deno.readDir(root)) {
      const path = join(root, name);
      if (isDirectory && name !== "node_modules" && !name.startsWith(".") && path !== outDir) {
        folders.push(path);
      }
    }
    const watchers = [Deno.watchFs(root, { recursive: false })];
    if (folders.length > 0) watchers.push(Deno.watchFs(folders));
    for (const watcher of watchers) this.#collectChanges(watcher);
    return watchers;
  }

  async #collectChanges(watcher: Deno.FsWatcher): Promise<void> {
    const { staticDir } = this.project;
    for await (const { kind, paths } of watcher) {
      const relevant = paths.filter((path) =>
        path.startsWith(staticDir) || /\.([jt]sx?|json|css)$/.test(path)
      );
      if (kind === "access" || relevant.length === 0) continue;
      for (const path of relevant) this.#changed.add(path);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#applyChanges(), QUIET_MS);
    }
  }

  /** Static files are read at each request: when only those changed, the pages reload and the server stays. */
  async #applyChanges(): Promise<void> {
    const onlyStatic = [...this.#changed].every((path) => path.startsWith(this.project.staticDir));
    this.#changed.clear();
    if (!onlyStatic) this.#restart();
    if ("port" in await this.#settledState()) this.#live.notify();
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function accepts(port: number): Promise<boolean> {
  return await Deno.connect({ hostname: "127.0.0.1", port }).then((connection) => {
    connection.close();
    return true;
  }, () => false);
}

/** Writes a stream to this process's error output and gives its last part once it has ended. */
async function passOn(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of stream) {
    await Deno.stderr.write(chunk);
    text = (text + new TextDecoder().decode(chunk)).slice(-OUTPUT_MAX);
  }
  return text;
}
