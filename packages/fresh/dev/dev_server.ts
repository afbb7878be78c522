import { basename, join } from "node:path";
import { LIVE_PATH, liveScript } from "../server/live_script.ts";

type Handler = (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/** Set in the process that serves. */
const SERVER_VARIABLE = "FRESH_DEV_SERVER";
/** Tells two runs of the server apart. */
const RUN = crypto.randomUUID();

export function isDevelopmentServer(): boolean {
  return Deno.env.has(SERVER_VARIABLE);
}

/** A file whose change has Deno start the server anew. */
function triggerIn(outDir: string): string {
  return join(outDir, "restart");
}

/** Runs the main module in a process that Deno starts anew at each change, since it keeps modules for a whole run. */
export async function superviseServer(root: string, outDir: string): Promise<never> {
  const folders = [...Deno.readDirSync(root)].filter(({ name, isDirectory }) =>
    isDirectory && !name.startsWith(".") && ![basename(outDir), "node_modules", "static"].includes(name)
  );
  const trigger = triggerIn(outDir);
  await Deno.mkdir(outDir, { recursive: true });
  await Deno.writeTextFile(trigger, "");
  const watched = [trigger, ...folders.map(({ name }) => join(root, name))].join(",");
  const watching = ["--no-clear-screen", `--watch=${watched}`, `--watch-exclude=${join(outDir, "dev")}`];
  const server = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...watching, Deno.mainModule, ...Deno.args],
    env: { [SERVER_VARIABLE]: "1" },
  }).spawn();
  const stop = () => {
    try {
      // An app that ends itself on a gentler signal would leave Deno waiting for the next change.
      server.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
  Deno.exit((await server.status).code);
}

/** Static files are watched only now: the main module may have written some of them, at each start. */
export async function watchStaticFiles(root: string, outDir: string): Promise<void> {
  for await (const { kind } of Deno.watchFs(join(root, "static"))) {
    if (kind !== "access") await Deno.writeTextFile(triggerIn(outDir), "");
  }
}

/** Serves what `load` gives; when it fails, every page says why until the next change. */
export async function serveDevelopment(
  load: () => Promise<Handler>,
  options: Deno.ServeTcpOptions,
): Promise<void> {
  const handler = await load().catch((error): Handler => {
    // deno-lint-ignore no-console
    console.error(error);
    return () => errorPage(error);
  });
  await Deno.serve(options, (request, info) => {
    return new URL(request.url).pathname.endsWith(LIVE_PATH) ? liveEvents() : handler(request, info);
  }).finished;
}

/** Tells a page which run it talks to; it connects again once the next one answers. */
function liveEvents(): Response {
  const events = new ReadableStream<string>({
    start: (controller) => controller.enqueue(`retry: 300\ndata: ${RUN}\n\n`),
  });
  return new Response(events.pipeThrough(new TextEncoderStream()), {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" },
  });
}

function errorPage(error: unknown): Response {
  const message = Deno.inspect(error, { colors: false }).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const html = `<!DOCTYPE html>
<html lang="en" style="color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif">
<meta charset="utf-8">
<title>The app does not start</title>
<h1>The app does not start</h1>
<pre style="border-left: 4px solid #d33; overflow-x: auto; padding: 1rem">${message}</pre>
<p>This page reloads when a file changes.</p>
${liveScript()}
`;
  return new Response(html, { status: 500, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
