/** Where this layer does better than Fresh 2.3.3; the app does not rely on any of it. See docs/fresh.md. */
import { expect } from "@std/expect";
import { App, csp } from "fresh";

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
