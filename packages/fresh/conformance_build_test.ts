/** What a build of any Fresh 2 serves: static files, file routes, islands. See conformance_app_test.ts. */
import { expect } from "@std/expect";
import { copyFixture, fixtureBuilder, type FixtureCopy } from "./testdata/fixture.ts";

const FOR_A_YEAR = "public, max-age=31536000, immutable";
const NOT_STORED = "no-cache, no-store, max-age=0, must-revalidate";

interface Served extends AsyncDisposable {
  send(path: string, init?: RequestInit): Promise<Answer>;
}

interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Builds a copy of the fixture and has its generated server answer in this process. */
async function serveFixture(basePath = "", change?: (copy: FixtureCopy) => Promise<void>): Promise<Served> {
  const copy = await copyFixture();
  await copy.write(
    "main.ts",
    (await copy.read("main.ts")).replace(/Deno\.env.+ \?\? ""/, JSON.stringify(basePath)),
  );
  await change?.(copy);
  await fixtureBuilder({ root: copy.root }).build();
  const { default: server } = await import(`${copy.root}/_fresh/server.js`);
  return {
    async send(path, init) {
      const response: Response = await server.fetch(new Request(`http://localhost${path}`, init));
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    [Symbol.asyncDispose]: () => copy[Symbol.asyncDispose](),
  };
}

/** The address of the fixture's stylesheet, as its pages write it. */
async function stylesheetOf(served: Served, page = "/plain"): Promise<string> {
  const { text } = await served.send(page);
  return /<link rel="stylesheet" href="([^"]+)"/.exec(text)?.[1] ?? "";
}

Deno.test("static files", async (test) => {
  await using served = await serveFixture();
  const address = await stylesheetOf(served);

  await test.step("with the build's key a file is kept for a year, without it not at all", async () => {
    const keyed = await served.send(address);
    expect([keyed.status, keyed.headers.get("cache-control")]).toEqual([200, FOR_A_YEAR]);
    expect(keyed.text).toContain("color: #123456");
    const bare = await served.send("/styles.css");
    expect([bare.status, bare.headers.get("cache-control")]).toEqual([200, NOT_STORED]);
  });

  await test.step("the key of another build leads to the plain address", async () => {
    const old = await served.send("/styles.css?__frsh_c=old&x=1");
    expect([old.status, old.headers.get("location")]).toEqual([307, "/styles.css?x=1"]);
  });

  await test.step("a browser that has the file is told so by its ETag", async () => {
    const { headers } = await served.send(address);
    const tag = headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\/"\w+"$/);
    const again = await served.send(address, { headers: { "if-none-match": tag } });
    expect([again.status, again.text]).toEqual([304, ""]);
  });

  await test.step("nothing is compressed", async () => {
    const { headers, text } = await served.send(address, { headers: { "accept-encoding": "gzip, br" } });
    expect(headers.get("content-encoding")).toBe(null);
    expect(headers.get("content-length")).toBe(String(text.length));
  });

  await test.step("HEAD gives the headers alone; another method is 405 without Allow", async () => {
    const length = (await served.send("/styles.css")).headers.get("content-length");
    const head = await served.send("/styles.css", { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.text]).toEqual([200, length, ""]);
    for (const method of ["POST", "OPTIONS"]) {
      const refused = await served.send("/styles.css", { method });
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, null]);
    }
  });

  await test.step("a missing favicon is an empty 404, what is no file goes on to the routes", async () => {
    const favicon = await served.send("/favicon.ico");
    expect([favicon.status, favicon.text]).toEqual([404, ""]);
    for (const path of ["/%E0%A4%A", "/..%2fsecret", "/__proto__", "/styles.css.gz"]) {
      expect((await served.send(path)).text).toContain("<h1>Error 404</h1>");
    }
  });
});

Deno.test("file routes", async (test) => {
  await using served = await serveFixture();

  await test.step("a method without handler is a 404, OPTIONS too", async () => {
    for (const method of ["PUT", "OPTIONS"]) {
      expect((await served.send("/api/items", { method })).status).toBe(404);
    }
  });

  await test.step("a component without handler renders for every method", async () => {
    for (const method of ["GET", "POST", "DELETE", "OPTIONS"]) {
      const page = await served.send("/plain", { method });
      expect([page.status, page.text.includes("No island here")]).toEqual([200, true]);
    }
  });
});

Deno.test("islands start by one inline module with the nonce of the policy", async () => {
  await using served = await serveFixture();
  const { headers, text } = await served.send("/");
  const scripts = Array.from(text.matchAll(/<script[^>]*>/g), ([tag]) => tag);
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toMatch(/type="module"/);
  const nonce = /nonce="([^"]+)"/.exec(scripts[0] ?? "")?.[1];
  expect(headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
  const preloaded = Array.from(
    (headers.get("link") ?? "").matchAll(/<([^>]+)>/g),
    ([, address = ""]) => address,
  );
  expect(preloaded.length).toBeGreaterThan(4);
  for (const address of preloaded) {
    const { status, headers } = await served.send(address);
    expect([status, headers.get("cache-control")]).toEqual([200, FOR_A_YEAR]);
  }
  const plain = await served.send("/plain");
  expect([plain.text.includes("<script"), plain.headers.get("link")]).toEqual([false, null]);
});

Deno.test("below a base path scripts and static files are served under it", async () => {
  await using served = await serveFixture("/base");
  const { headers } = await served.send("/base");
  expect(headers.get("link")).toMatch(/^<\/base\/_fresh\/js\//);
  const address = await stylesheetOf(served, "/base/plain");
  expect((await served.send(address)).headers.get("cache-control")).toBe(FOR_A_YEAR);
  expect((await served.send(address.replace("/base", ""))).status).toBe(404);
});
