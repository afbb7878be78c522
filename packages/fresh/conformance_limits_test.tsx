/** Where Fresh 2.3 is easily thought to do more than it does; any Fresh 2 passes. See conformance_app_test.ts. */
// deno-lint-ignore-file no-console
import { expect } from "@std/expect";
import { App, csp, HttpError, type Middleware, type PageProps } from "fresh";
import { asset, Head } from "fresh/runtime";

const ORIGIN = "http://localhost";

async function fetchFrom<State>(app: App<State>, path = "/", init?: RequestInit) {
  const response = await app.handler()(new Request(ORIGIN + path, init));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function Shell({ Component }: PageProps) {
  return (
    <html lang="en">
      <head>
        <link rel="stylesheet" href="/shell.css" />
        <link key="kept" rel="stylesheet" href="/kept.css" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}

/** The nonces that the policy of an answer names. */
function noncesIn(headers: Headers): string[] {
  const policy = headers.get("content-security-policy") ?? "";
  return Array.from(policy.matchAll(/'nonce-([^']+)'/g), ([, nonce = ""]) => nonce);
}

Deno.test("the policy has the nonce of a page only when the very Response that was rendered comes to it", async () => {
  const copies: Middleware<unknown> = async (ctx) => {
    const response = await ctx.next();
    return new Response(response.body, response);
  };
  const page: Middleware<unknown> = (ctx) => ctx.render(<script>let a;</script>);
  const inside = await fetchFrom(new App().use(csp({ useNonce: true })).use(copies).get("/", page));
  expect(noncesIn(inside.headers)).toEqual([]);
  const outside = await fetchFrom(new App().use(copies).use(csp({ useNonce: true })).get("/", page));
  expect(noncesIn(outside.headers).length).toBeGreaterThan(0);
  for (const nonce of noncesIn(outside.headers)) expect(outside.text).toContain(`nonce="${nonce}"`);
});

Deno.test("links of the same kind without a key count as one; a key keeps them apart", async () => {
  const app = new App().appWrapper(Shell).get("/", (ctx) =>
    ctx.render(
      <main>
        <Head>
          <link rel="stylesheet" href="/a.css" />
          <link rel="stylesheet" href="/b.css" />
          <link key="c" rel="stylesheet" href="/c.css" />
          <link key="d" rel="stylesheet" href="/d.css" />
        </Head>
      </main>,
    ));
  const { text } = await fetchFrom(app);
  const addresses = Array.from(text.matchAll(/href="([^"]+)"/g), ([, address]) => address);
  expect(addresses.sort()).toEqual(["/b.css", "/c.css", "/d.css", "/kept.css"]);
});

Deno.test("asset() gives rooted addresses the build's key, and no base path", async () => {
  const app = new App({ basePath: "/base" }).get("/", () => new Response(asset("/a.css#x")));
  expect((await fetchFrom(app, "/base")).text).toMatch(/^\/a\.css\?__frsh_c=\w*#x$/);
});

Deno.test("a method that Fresh does not know fails on a known path, before every middleware", async () => {
  const app = new App().use(() => new Response("middleware")).get("/x", () => new Response("x"))
    .get("/users/:id", () => new Response("user"));
  const error = console.error;
  console.error = () => {};
  try {
    for (const path of ["/x", "/users/1"]) {
      const response = await fetchFrom(app, path, { method: "PROPFIND" });
      expect([response.status, response.text]).toEqual([500, "Internal server error"]);
    }
  } finally {
    console.error = error;
  }
  expect((await fetchFrom(app, "/unknown", { method: "PROPFIND" })).text).toBe("middleware");
});

Deno.test("an escape that cannot be decoded has the handler reject, outside of every middleware", async () => {
  const app = new App().use(() => new Response("middleware")).onError("/", () => new Response("error"))
    .get("/users/:id", () => new Response("user"));
  await expect(fetchFrom(app, "/users/%E0%A4%A")).rejects.toThrow(URIError);
  expect((await fetchFrom(app, "/unknown/%E0%A4%A")).text).toBe("middleware");
});

Deno.test("ctx.error is null for an unknown path where there is no middleware, and the cause where there is one", async () => {
  const told: Middleware<unknown> = ({ error }) => new Response(String(error instanceof HttpError || error));
  expect((await fetchFrom(new App().onError("/", told), "/unknown")).text).toBe("null");
  const passing = new App().onError("/", told).use((ctx) => ctx.next());
  expect((await fetchFrom(passing, "/unknown")).text).toBe("true");
});

Deno.test("a component for unknown paths is a page like others, with status 200", async () => {
  const app = new App().use((ctx) => ctx.next()).notFound({ component: () => <p>Nothing here</p> });
  const response = await fetchFrom(app, "/unknown");
  expect([response.status, response.text.includes("<p>Nothing here</p>")]).toEqual([200, true]);
});

Deno.test("a link to the page, or to one above it, is marked unless it says something itself", async () => {
  const app = new App().get("/clients/:id", (ctx) => ctx.render(<Links />));
  const { text } = await fetchFrom(app, "/clients/7?tab=b");
  const marks = Array.from(text.matchAll(/<a[^>]*href="([^"]+)"[^>]*>/g), ([tag, href]) => [
    href,
    /aria-current="(\w+)"/.exec(tag)?.[1] ?? null,
  ]);
  expect(marks).toEqual([
    ["/", "true"],
    ["/clients", "true"],
    ["/clients/7", "page"],
    ["/clients/7?tab=b", "page"],
    ["/clients/7?tab=a", "true"],
    ["/client", null],
    ["/clients/8", null],
    ["#main", null],
    ["/clients", "false"],
    ["/clients/7", "step"],
  ]);
});

function Links() {
  return (
    <nav>
      <a href="/">1</a>
      <a href="/clients">2</a>
      <a href="/clients/7">3</a>
      <a href="/clients/7?tab=b">4</a>
      <a href="/clients/7?tab=a">5</a>
      <a href="/client">6</a>
      <a href="/clients/8">7</a>
      <a href="#main">8</a>
      <a href="/clients" aria-current={false}>9</a>
      <a href="/clients/7" aria-current="step">10</a>
    </nav>
  );
}
