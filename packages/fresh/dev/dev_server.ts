import { LIVE_PATH, liveScript } from "../server/live_script.ts";

type Handler = (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/** Tells two runs of the server apart. */
const RUN = crypto.randomUUID();

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
