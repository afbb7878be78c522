/** How any Fresh 2 renders pages; see conformance_app_test.ts. */
import { expect } from "@std/expect";
import { App, createDefine, csp, HttpError, page, type PageProps } from "fresh";
import { asset, Head, IS_BROWSER } from "fresh/runtime";

const define = createDefine<{ title?: string }>();

async function fetchFrom<State>(app: App<State>, path = "/", init?: RequestInit) {
  const response = await app.handler()(new Request(`http://localhost${path}`, init));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function Shell({ Component }: PageProps) {
  return (
    <html lang="en">
      <head>
        <title>Shell</title>
        <meta name="description" content="Shell" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}

Deno.test("a component without handler renders for every method", async () => {
  const app = new App().route("/", { component: () => <p>page</p> });
  for (const method of ["GET", "POST", "DELETE"]) {
    const response = await fetchFrom(app, "/", { method });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(response.text).toContain("<p>page</p>");
  }
});

Deno.test("a component beside handlers renders for GET", async () => {
  const app = new App().route("/", {
    component: () => <p>page</p>,
    handler: { POST: () => new Response("posted") },
  });
  expect((await fetchFrom(app)).text).toContain("<p>page</p>");
  expect((await fetchFrom(app, "/", { method: "POST" })).text).toBe("posted");
  expect((await fetchFrom(app, "/", { method: "PUT" })).status).toBe(405);
});

Deno.test("page() gives the component its data, and the answer its status and headers", async () => {
  const handler = define.handlers({
    GET: () => page({ name: "Ada" }, { status: 201, headers: { "x-kept": "yes" } }),
  });
  const component = define.page<typeof handler>(({ data }) => <p>{data.name}</p>);
  const app = new App<{ title?: string }>().route("/", {
    handler,
    component: component as ReturnType<typeof define.layout>,
  });
  const response = await fetchFrom(app);
  expect([response.status, response.headers.get("x-kept")]).toEqual([201, "yes"]);
  expect(response.text).toContain("<p>Ada</p>");
});

Deno.test("a handler may answer with a Response instead of data", async () => {
  const app = new App().route("/", { component: () => <p />, handler: { GET: (ctx) => ctx.redirect("/x") } });
  expect((await fetchFrom(app)).status).toBe(302);
});

Deno.test("an async component may wait, and may answer with a Response", async () => {
  const app = new App()
    .route("/waits", { component: async () => <p>{await Promise.resolve("waited")}</p> })
    .route("/answers", {
      component: async () => await Promise.resolve(new Response("answer", { status: 418 })),
    });
  expect((await fetchFrom(app, "/waits")).text).toContain("<p>waited</p>");
  expect((await fetchFrom(app, "/answers")).status).toBe(418);
});

Deno.test("missing html, head and body are added", async () => {
  const { text } = await fetchFrom(new App().get("/", (ctx) => ctx.render(<p>bare</p>)));
  expect(text).toMatch(
    /^<!DOCTYPE html><html><head><meta charset="utf-8"\/?>.*<\/head><body><p>bare<\/p><\/body><\/html>$/,
  );
});

Deno.test("layouts wrap from the innermost out, and the app wrapper wraps them all", async () => {
  const app = new App()
    .appWrapper(Shell)
    .layout("/", ({ Component }) => (
      <div id="outer">
        <Component />
      </div>
    ))
    .layout("/a", ({ Component }) => (
      <div id="inner">
        <Component />
      </div>
    ))
    .get("/a", (ctx) => ctx.render(<p>page</p>));
  expect((await fetchFrom(app, "/a")).text)
    .toContain('<body><div id="outer"><div id="inner"><p>page</p></div></div></body>');
});

Deno.test("layouts and the app wrapper can be left out", async () => {
  const app = new App()
    .appWrapper(Shell)
    .layout("/", ({ Component }) => (
      <div id="outer">
        <Component />
      </div>
    ))
    .layout("/alone", ({ Component }) => (
      <div id="own">
        <Component />
      </div>
    ), { skipInheritedLayouts: true })
    .get("/alone", (ctx) => ctx.render(<p />))
    .get("/bare", (ctx) => ctx.render(<p />, {}, { skipAppWrapper: true, skipInheritedLayouts: true }))
    .route("/route", {
      component: () => <p />,
      config: { skipAppWrapper: true, skipInheritedLayouts: true },
    });
  const alone = await fetchFrom(app, "/alone");
  expect(alone.text).toContain('<body><div id="own"><p></p></div></body>');
  expect(alone.text).toContain("<title>Shell</title>");
  for (const path of ["/bare", "/route"]) {
    const { text } = await fetchFrom(app, path);
    expect(text).not.toContain("Shell");
    expect(text).toContain("<body><p></p></body>");
  }
});

Deno.test("an async layout and an async app wrapper wait", async () => {
  const app = new App()
    .appWrapper(async ({ Component }) => (
      <html>
        <body>
          {await Promise.resolve("app ")}
          <Component />
        </body>
      </html>
    ))
    .layout("/", async ({ Component }) => (
      <div>
        {await Promise.resolve("layout ")}
        <Component />
      </div>
    ))
    .get("/", (ctx) => ctx.render(<p>page</p>));
  expect((await fetchFrom(app)).text).toContain("<body>app <div>layout <p>page</p></div></body>");
});

Deno.test("an error component renders inside the wrappers, with the status of the error", async () => {
  const app = new App()
    .appWrapper(Shell)
    .use((ctx) => ctx.next())
    .onError("/", { component: ({ error }) => <p>{error instanceof HttpError ? error.status : "?"}</p> });
  const response = await fetchFrom(app, "/unknown");
  expect(response.status).toBe(404);
  expect(response.text).toContain("<title>Shell</title>");
  expect(response.text).toContain("<p>404</p>");
});

Deno.test("a middleware that maps errors renders inside the wrappers", async () => {
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch {
        return await ctx.render(<p>mapped</p>, { status: 404 });
      }
    })
    .appWrapper(Shell);
  const response = await fetchFrom(app, "/unknown");
  expect(response.status).toBe(404);
  expect(response.text).toContain("<body><p>mapped</p></body>");
});

Deno.test("Head adds to the document's head and replaces what is the same", async () => {
  const app = new App().appWrapper(Shell).get("/", (ctx) =>
    ctx.render(
      <main>
        <Head>
          <title>Page</title>
          <meta name="description" content="Page" />
          <link rel="icon" href="/icon.svg" />
        </Head>
        text
      </main>,
    ));
  const { text } = await fetchFrom(app);
  expect(text.match(/<title>.*?<\/title>/g)).toEqual(["<title>Page</title>"]);
  expect(text.match(/<meta name="description" content="\w+"/g)).toEqual([
    '<meta name="description" content="Page"',
  ]);
  expect(text).toMatch(/<link rel="icon" href="\/icon.svg"\/?><\/head>/);
  expect(text).toContain("<main>text</main>");
});

Deno.test("scripts and styles get the nonce of the policy, and a page without islands has no other script", async () => {
  const app = new App().use(csp({ useNonce: true })).get("/", (ctx) =>
    ctx.render(
      <html>
        <head>
          <style>{"p { color: red }"}</style>
        </head>
        <body>
          <script>let a;</script>
        </body>
      </html>,
    ));
  const first = await fetchFrom(app);
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(first.headers.get("content-security-policy") ?? "")
    ?.[1];
  expect(first.text.match(/nonce="[^"]+"/g)).toEqual([`nonce="${nonce}"`, `nonce="${nonce}"`]);
  expect(first.text.match(/<script/g)).toHaveLength(1);
  const second = await fetchFrom(app);
  expect(second.text).not.toContain(nonce);
});

Deno.test("text is escaped", async () => {
  const app = new App().get("/", (ctx) => ctx.render(<p>{"<b>"}</p>));
  expect((await fetchFrom(app)).text).toContain("<p>&lt;b");
});

Deno.test("render() refuses what is not an element", async () => {
  const app = new App().use((ctx) => ctx.next()).onError(
    "/",
    (ctx) => new Response((ctx.error as Error).name),
  )
    .get("/", (ctx) => ctx.render("text" as unknown as null));
  expect((await fetchFrom(app)).text).toBe("Error");
});

Deno.test("asset() leaves addresses that are not rooted alone", () => {
  expect(IS_BROWSER).toBe(false);
  for (const path of ["image.png", "https://example.test/a.png", "//example.test/a.png"]) {
    expect(asset(path)).toBe(path);
  }
});
