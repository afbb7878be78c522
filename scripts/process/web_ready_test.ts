import { expect } from "@std/expect";
import { waitUntilReady } from "@/scripts/process/web_ready.ts";

/** A web server that gives these answers one after the other, the last one for ever. */
function serve(answers: Record<string, number[]>) {
  const seen: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    seen.push(pathname);
    const statuses = answers[pathname] ?? [404];
    return new Response("", { status: (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 404 });
  });
  return {
    seen,
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const never = new AbortController().signal;

Deno.test("The web process is ready when its health page answers 200", async () => {
  await using server = serve({ "/healthz": [503, 503, 200] });
  await waitUntilReady(server.url, never);
  expect(server.seen).toEqual(["/healthz", "/healthz", "/healthz"]);
});

Deno.test("Without a health page the start page is asked for, under the same path prefix", async () => {
  await using server = serve({ "/health/": [200] });
  await waitUntilReady(`${server.url}/health`, never);
  expect(server.seen).toEqual(["/health/healthz", "/health/"]);
});

Deno.test("The wait can be interrupted", async () => {
  await using server = serve({ "/healthz": [503] });
  const interruption = new AbortController();
  const wait = waitUntilReady(server.url, interruption.signal);
  interruption.abort(new Error("enough"));
  await expect(wait).rejects.toThrow("enough");
});
