/** Where this layer does better than Fresh 2.3.3; the app does not rely on any of it. See docs/fresh.md. */
import { expect } from "@std/expect";
import { App, csp, HttpError } from "fresh";
import { attachBuild, type Build } from "./build.ts";

function buildWith(routes: Build["routes"]): Build {
  return {
    id: "build",
    mode: "production",
    directory: "",
    boot: { file: "", preload: [] },
    islands: [],
    routes,
    files: {},
  };
}

Deno.test("a file route answers 405 to a method that it does not handle", async () => {
  const app = new App().fsRoutes();
  attachBuild(app, buildWith([{ path: "x.ts", module: { handler: { GET: () => new Response("x") } } }]));
  const response = await app.handler()(new Request("http://localhost/x", { method: "POST" }));
  expect([response.status, await response.text()]).toEqual([405, "Method Not Allowed"]);
});

Deno.test("an escape that cannot be decoded is a 400 inside the middlewares", async () => {
  const app = new App().onError("/", (ctx) => new Response(String((ctx.error as HttpError).status)))
    .get("/users/:id", () => new Response("user"));
  const response = await app.handler()(new Request("http://localhost/users/%E0%A4%A"));
  expect(await response.text()).toBe("400");
});

Deno.test("ctx.error is set for an unknown path even without middlewares", async () => {
  const app = new App().onError("/", (ctx) => new Response(String(ctx.error instanceof HttpError)));
  expect(await (await app.handler()(new Request("http://localhost/unknown"))).text()).toBe("true");
});

const SHARED = (
  <html>
    <head>
      <title>Shared</title>
    </head>
    <body>
      <script>let a;</script>
    </body>
  </html>
);

Deno.test("elements that several pages share are rendered for each page anew", async () => {
  const app = new App().use(csp({ useNonce: true })).get("/:page", (ctx) => ctx.render(SHARED));
  const handler = app.handler();
  await (await handler(new Request("http://localhost/a"))).text();
  const response = await handler(new Request("http://localhost/b"));
  const second = await response.text();
  expect(second.match(/<\/title>/g)).toHaveLength(1);
  const nonce = /nonce="([^"]+)"/.exec(second)?.[1];
  expect(response.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
});
