/** Address of the script that reloads the page, and of the events that it waits for. Reserved during development. */
export const LIVE_SCRIPT = "/_frsh/live.js";
export const LIVE_EVENTS = "/_frsh/live";

const SCRIPT = `let seen;
const events = new EventSource(new URL("live", import.meta.url));
events.onmessage = ({ data }) => {
  if (seen !== undefined && seen !== data) location.reload();
  seen = data;
};
`;

export function liveScript(): Response {
  return new Response(SCRIPT, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** Tells every open page the version of the project; a page that has seen another one reloads. */
export class LiveReload {
  #version = 0;
  #pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  /** Differs between two runs, so that a page notices that the server was restarted. */
  readonly #run = crypto.randomUUID();

  notify(): void {
    this.#version++;
    for (const page of this.#pages) page.enqueue(this.#message());
  }

  /** Answers with the events. */
  connect(): Response {
    let page: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        page = controller;
        this.#pages.add(page);
        page.enqueue(this.#message());
      },
      cancel: () => {
        this.#pages.delete(page);
      },
    });
    return new Response(body, {
      headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" },
    });
  }

  close(): void {
    for (const page of this.#pages) page.close();
    this.#pages.clear();
  }

  #message(): Uint8Array {
    return new TextEncoder().encode(`retry: 500\ndata: ${this.#run}-${this.#version}\n\n`);
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Shown while the server does not start; it goes away by itself once it does. */
export function errorPage(output: string): Response {
  // deno-lint-ignore no-control-regex
  const message = output.replace(/\x1b\[[0-9;]*m/g, "").trim();
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The server does not start</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 2rem; color-scheme: light dark }
pre { border-left: 4px solid #d33; overflow-x: auto; padding: 1rem; font: 14px/1.5 ui-monospace, monospace }
</style>
</head>
<body>
<h1>The server does not start</h1>
<pre>${escapeHtml(message)}</pre>
<p>This page reloads when a file changes.</p>
<script type="module" src="${LIVE_SCRIPT}"></script>
</body>
</html>
`;
  return new Response(html, { status: 500, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
