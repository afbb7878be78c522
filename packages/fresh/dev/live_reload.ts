/** Addresses, reserved during development, of the script that reloads a page and of the events that it waits for. */
export const LIVE_SCRIPT = "/_frsh/live.js";
export const LIVE_EVENTS = "/_frsh/live";

const SCRIPT = `let seen;
new EventSource(new URL("live", import.meta.url)).onmessage = ({ data }) => {
  if (seen !== undefined && seen !== data) location.reload();
  seen = data;
};
`;

export function liveScript(): Response {
  return new Response(SCRIPT, {
    headers: { "Content-Type": "text/javascript", "Cache-Control": "no-store" },
  });
}

/** Tells every open page the version of the project; a page that has seen another one reloads. */
export class LiveReload {
  #version = 0;
  #pages = new Set<ReadableStreamDefaultController<string>>();
  /** Differs between two runs, so that a page notices that the server was started anew. */
  readonly #run = crypto.randomUUID();

  notify(): void {
    this.#version++;
    for (const page of this.#pages) page.enqueue(this.#message());
  }

  /** Answers with the events. */
  connect(): Response {
    let page: ReadableStreamDefaultController<string>;
    const events = new ReadableStream<string>({
      start: (controller) => {
        page = controller;
        this.#pages.add(page);
        page.enqueue(this.#message());
      },
      cancel: () => {
        this.#pages.delete(page);
      },
    });
    return new Response(events.pipeThrough(new TextEncoderStream()), {
      headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" },
    });
  }

  #message(): string {
    return `retry: 500\ndata: ${this.#run}-${this.#version}\n\n`;
  }
}

/** Shown while the server does not start; it goes away by itself once it does. */
export function errorPage(output: string): Response {
  // deno-lint-ignore no-control-regex
  const message = output.replace(/\x1b\[[0-9;]*m/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .trim();
  const html = `<!DOCTYPE html>
<html lang="en" style="color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif">
<meta charset="utf-8">
<title>The server does not start</title>
<h1>The server does not start</h1>
<pre style="border-left: 4px solid #d33; overflow-x: auto; padding: 1rem">${message}</pre>
<p>This page reloads when a file changes.</p>
<script type="module" src="${LIVE_SCRIPT}"></script>
</html>
`;
  return new Response(html, { status: 500, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
