import { expect } from "@std/expect";
import { asset } from "fresh/runtime";
import { App, staticFiles } from "./mod.ts";
import { attachBuild } from "./build.ts";

const CSS = "body { color: red }";

/** An app that serves a folder as the builder would have written it. */
async function serveFolder(basePath = ""): Promise<{ get: typeof fetch } & AsyncDisposable> {
  const directory = await Deno.makeTempDir();
  await Deno.writeTextFile(`${directory}/a b.css`, CSS);
  await Deno.writeTextFile(`${directory}/a b.css.gz`, "gzip form");
  await Deno.mkdir(`${directory}/js`);
  await Deno.writeTextFile(`${directory}/js/chunk-ABC.js`, "let a");
  const css = { path: "/a b.css", contentType: "text/css", hash: "h1", immutable: false, gzip: true };
  const chunk = {
    path: "/js/chunk-ABC.js",
    contentType: "text/javascript",
    hash: "h2",
    immutable: true,
    gzip: false,
  };
  const app = new App({ basePath }).use(staticFiles()).get("/", () => new Response("page"));
  attachBuild(app, {
    id: "build",
    mode: "production",
    directory,
    boot: { file: "", preload: [] },
    islands: [],
    routes: [],
    files: { "/a%20b.css": css, "/js/chunk-ABC.js": chunk },
  });
  const handler = app.handler();
  return {
    get: (path, init) => handler(new Request(`http://localhost${path}`, init)),
    [Symbol.asyncDispose]: () => Deno.remove(directory, { recursive: true }),
  };
}

Deno.test("a file is served with its type, size and ETag, to be revalidated", async () => {
  await using served = await serveFolder();
  const response = await served.get("/a%20b.css");
  expect(await response.text()).toBe(CSS);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/css");
  expect(response.headers.get("content-length")).toBe("19");
  expect(response.headers.get("etag")).toBe('W/"h1"');
  expect(response.headers.get("cache-control")).toBe("no-cache");
  expect(response.headers.get("vary")).toBe("Accept-Encoding");
});

Deno.test("a client that has the file gets a 304", async () => {
  await using served = await serveFolder();
  for (const tag of ['W/"h1"', '"h1"', '"other", W/"h1"']) {
    const response = await served.get("/a%20b.css", { headers: { "if-none-match": tag } });
    expect([response.status, response.body, response.headers.get("etag")]).toEqual([304, null, 'W/"h1"']);
  }
  const other = await served.get("/a%20b.css", { headers: { "if-none-match": '"other"' } });
  expect(other.status).toBe(200);
  await other.body?.cancel();
});

Deno.test("an address tied to this build, or with a hash in its name, is kept for a year", async () => {
  await using served = await serveFolder();
  for (const path of ["/a%20b.css?__frsh_c=build", "/js/chunk-ABC.js"]) {
    const response = await served.get(path);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    await response.body?.cancel();
  }
});

Deno.test("an address tied to another build is revalidated", async () => {
  await using served = await serveFolder();
  const response = await served.get("/a%20b.css?__frsh_c=old");
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-cache"]);
  await response.body?.cancel();
});

Deno.test("the compressed form is sent to a client that accepts it", async () => {
  await using served = await serveFolder();
  const forms: [accepted: string, encoding: string | null, text: string][] = [
    ["gzip, deflate, br", "gzip", "gzip form"],
    ["br, gzip;q=0", null, CSS],
    ["identity", null, CSS],
  ];
  for (const [accepted, encoding, text] of forms) {
    const response = await served.get("/a%20b.css", { headers: { "accept-encoding": accepted } });
    expect([response.headers.get("content-encoding"), await response.text()]).toEqual([encoding, text]);
  }
});

Deno.test("HEAD gives the headers alone, and any other method is refused", async () => {
  await using served = await serveFolder();
  const head = await served.get("/a%20b.css", { method: "HEAD" });
  expect([head.status, head.body, head.headers.get("content-length")]).toEqual([200, null, "19"]);
  const post = await served.get("/a%20b.css", { method: "POST" });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  await post.body?.cancel();
});

Deno.test("what is no file goes on to the routes; a missing favicon is an empty 404", async () => {
  await using served = await serveFolder();
  expect(await (await served.get("/")).text()).toBe("page");
  expect((await served.get("/favicon.ico")).body).toBe(null);
  for (const path of ["/%E0%A4%A", "/..%2fsecret", "/__proto__", "/a%20b.css.gz"]) {
    const response = await served.get(path);
    expect(response.status).toBe(404);
    await response.body?.cancel();
  }
});

Deno.test("below a base path files are served under it, and asset() puts it in front", async () => {
  await using served = await serveFolder("/base");
  const response = await served.get("/base/a%20b.css");
  expect(await response.text()).toBe(CSS);
  const outside = await served.get("/a%20b.css");
  expect(outside.status).toBe(404);
  await outside.body?.cancel();
  expect(asset("/a b.css#x")).toBe("/base/a%20b.css?__frsh_c=build#x");
});
