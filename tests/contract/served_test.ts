/** What the web process itself answers, whichever Fresh it is built on: pages, files, methods and broken addresses. */
import { expect } from "@std/expect";
import { freePort } from "@/scripts/services/ports.ts";
import { Child } from "@/scripts/process/child.ts";
import { waitUntilReady } from "@/scripts/process/web_ready.ts";
import { environmentOf, startWeb } from "@/testing/processes.ts";
import { openWorld } from "@/testing/world.ts";
import { type Answer, ask } from "@/tests/contract/ask.ts";

const BROWSER = { accept: "text/html,application/xhtml+xml", "accept-encoding": "gzip, deflate, br" };
const PAGES = [
  "/",
  "/clients",
  "/clients/external:acme",
  "/incidents",
  "/scores",
  "/simulation",
  "/api-docs",
];
const UNREADABLE = "/clients/%E0%A4%A";
const OTHER_METHODS = ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "PURGE", "TRACE"];
const FOR_A_YEAR = "public, max-age=31536000, immutable";

type Ask = (path: string, method?: string, headers?: Record<string, string>) => Promise<Answer>;

function asker(baseUrl: string): Ask {
  const { origin, pathname } = new URL(baseUrl);
  const basePath = pathname.replace(/\/$/, "");
  return (path, method = "GET", headers = BROWSER) => ask(origin, method, basePath + path, headers);
}

/** Each script and style of a page that stands in the page itself, and what the policy lets run. */
function expectNoncesInPolicy(path: string, { headers, text }: Answer): void {
  const policy = headers.get("content-security-policy") ?? "";
  const inline = Array.from(text.matchAll(/<(?:script|style)(?![^>]*\ssrc=)[^>]*>/g), ([tag]) => tag);
  expect([path, inline.length > 0]).toEqual([path, true]);
  for (const tag of inline) {
    const nonce = /nonce="([^"]+)"/.exec(tag)?.[1];
    const directive = tag.startsWith("<style") ? "style-src" : "script-src";
    const allowed = policy.split("; ").find((part) => part.startsWith(`${directive} `)) ?? "";
    expect([path, tag, allowed.includes(`'nonce-${nonce}'`)]).toEqual([path, tag, true]);
  }
}

/** @param parts where an answer may load its parts from; data has none */
function expectSecured({ headers }: Answer, parts: "'self'" | "'none'" = "'self'"): void {
  expect(headers.get("content-security-policy")).toContain(`default-src ${parts}`);
  expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,}$/);
}

/** The address of every file that a page, or a file of it, names. */
async function filesOf(request: Ask, basePath: string): Promise<Map<string, Answer>> {
  const files = new Map<string, Answer>();
  const open: string[] = [];
  for (const path of PAGES) {
    const { headers, text } = await request(path);
    open.push(
      ...Array.from(text.matchAll(/<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"/g), ([, to = ""]) => to),
    );
    open.push(
      ...Array.from(text.matchAll(/url\(([^)]+)\)|from"([^"]+)"/g), ([, url, from]) => url ?? from ?? ""),
    );
    open.push(...Array.from((headers.get("link") ?? "").matchAll(/<([^>]+)>/g), ([, to = ""]) => to));
  }
  for (let address = open.pop(); address !== undefined; address = open.pop()) {
    if (files.has(address) || address.startsWith("#") || address.startsWith("data:")) continue;
    expect([address, address.startsWith(`${basePath}/`)]).toEqual([address, true]);
    const file = await request(address.slice(basePath.length));
    files.set(address, file);
    const type = file.headers.get("content-type") ?? "";
    const named = type.includes("javascript") && address.includes("/_fresh/")
      ? /(?:from|import\(|import)\s*"(\.\/[^"]+\.js)"/g
      : type.includes("css")
      ? /url\(["']?([^"')]+)["']?\)/g
      : /(?!)/g;
    for (const [, to = ""] of file.text.matchAll(named)) {
      open.push(
        to.startsWith("data:") ? to : new URL(to, `http://x${address}`).href.slice("http://x".length),
      );
    }
  }
  return files;
}

Deno.test("what the web process serves", async (test) => {
  await using world = await openWorld();
  await world.createClient({ name: "Acme", externalId: "acme" });
  await using web = await startWeb(world.config);
  const request = asker(web.baseUrl);

  await test.step("each page goes out as gzip, and its policy has its nonce", async () => {
    for (const path of [...PAGES, "/nowhere", UNREADABLE]) {
      const page = await request(path);
      expect([path, page.headers.get("content-encoding")]).toEqual([path, "gzip"]);
      expectNoncesInPolicy(path, page);
      expectSecured(page);
    }
  });

  await test.step("every file that a page names is kept for a year, and small", async () => {
    const files = await filesOf(request, "");
    const names = [...files.keys()].join(" ");
    for (
      const name of ["styles.css", "inter-latin", "favicon.svg", "theme.js", "swagger-ui.css", "api_docs.css"]
    ) {
      expect(names).toContain(name);
    }
    expect(files.size).toBeGreaterThan(20);
    for (const [address, { status, headers }] of files) {
      expect([address, status, headers.get("cache-control")]).toEqual([address, 200, FOR_A_YEAR]);
      const packed = /css|javascript|svg/.test(headers.get("content-type") ?? "") ? "gzip" : null;
      expect([address, headers.get("content-encoding")]).toEqual([address, packed]);
      expect(headers.get("vary") ?? "").toContain(packed === null ? "" : "Accept-Encoding");
    }
  });

  await test.step("every link says whether it is the current one, so that nobody else does", async () => {
    for (const path of PAGES) {
      const { text } = await request(path);
      const links = Array.from(text.matchAll(/<a\s[^>]*>/g), ([tag]) => tag);
      expect(links.length).toBeGreaterThan(5);
      expect(links.filter((tag) => !tag.includes("aria-current="))).toEqual([]);
    }
    const { text } = await request("/clients");
    const current = Array.from(text.matchAll(/<a\s[^>]*aria-current="page"[^>]*>/g), ([tag]) => tag);
    expect(new Set(current.map((tag) => /href="([^"]+)"/.exec(tag)?.[1]))).toEqual(new Set(["/clients"]));
  });

  await test.step("pages and files are only read: 405 with Allow, and OPTIONS says so", async () => {
    for (const path of ["/", "/clients", "/clients/external:acme", "/api-docs", "/styles.css"]) {
      for (const method of OTHER_METHODS) {
        const refused = await request(path, method);
        expect([method, path, refused.status, refused.headers.get("allow")])
          .toEqual([method, path, 405, "GET, HEAD, OPTIONS"]);
        expect(refused.text).toContain("This page can only be read");
        expectSecured(refused);
      }
      const options = await request(path, "OPTIONS");
      expect([path, options.status, options.headers.get("allow")]).toEqual([path, 204, "GET, HEAD, OPTIONS"]);
      expectSecured(options);
      expect((await request(path, "HEAD")).status).toBe(200);
    }
    for (const method of ["GET", ...OTHER_METHODS, "OPTIONS"]) {
      expect([method, (await request("/nowhere", method)).status]).toEqual([method, 404]);
    }
  });

  await test.step("a person whom another site's page sent is told so", async () => {
    const refused = await request("/simulation", "POST", { ...BROWSER, "sec-fetch-site": "cross-site" });
    expect([refused.status, refused.headers.get("content-type")]).toEqual([403, "text/html; charset=utf-8"]);
    expect(refused.text).toContain("A page of another site asked for it");
    expectSecured(refused);
  });

  await test.step("the API refuses methods that nobody knows with those that it has", async () => {
    for (const method of ["PROPFIND", "PURGE", "TRACE"]) {
      const refused = await request("/api/v1/clients", method, { accept: "application/json" });
      expect([method, refused.status, refused.headers.get("allow")])
        .toEqual([method, 405, "GET, POST, HEAD, OPTIONS"]);
      expect(refused.headers.get("content-type")).toBe("application/problem+json");
      const { detail, instance } = JSON.parse(refused.text);
      expect([detail, instance]).toEqual([
        `${method} is not possible here; allowed are GET, POST, HEAD, OPTIONS`,
        "/api/v1/clients",
      ]);
      expectSecured(refused, "'none'");
      expect((await request("/api/v1/nothing", method)).status).toBe(404);
    }
  });

  await test.step("an escape that cannot be decoded is refused in the caller's own form", async () => {
    const page = await request(UNREADABLE);
    expect([page.status, page.text.includes("This address cannot be read")]).toEqual([400, true]);
    for (const method of ["GET", "POST", "DELETE", "PROPFIND"]) {
      const refused = await request("/api/v1/clients/%E0%A4%A", method);
      expect([method, refused.status]).toEqual([method, 400]);
      const { type, instance } = JSON.parse(refused.text);
      expect([type, instance]).toEqual(["urn:cip:problem:malformed-request", "/api/v1/clients/%E0%A4%A"]);
      expectSecured(refused, "'none'");
    }
    expect((await request(UNREADABLE, "HEAD")).status).toBe(400);
  });

  await test.step("a host that makes no address is a bad request", async () => {
    const refused = await request("/api/v1/clients", "GET", { host: "a b", accept: "application/json" });
    expect([refused.status, JSON.parse(refused.text).instance]).toEqual([400, "/api/v1/clients"]);
    expectSecured(refused, "'none'");
  });

  await test.step("below a base path the same files are found, under it", async () => {
    await using below = await startWeb({ ...world.config, basePath: "/health" });
    const files = await filesOf(asker(below.baseUrl), "/health");
    for (const [address, { status, headers }] of files) {
      expect([address, status, headers.get("cache-control")]).toEqual([address, 200, FOR_A_YEAR]);
    }
  });

  await test.step("during development the script that reloads the page is in its policy too", async () => {
    const port = freePort();
    await using dev = await Child.start({
      name: "The development server",
      command: Deno.execPath(),
      args: ["run", "-A", "dev.ts"],
      env: { ...environmentOf(world.config), PORT: String(port) },
    });
    const baseUrl = `http://127.0.0.1:${port}`;
    await waitUntilReady(baseUrl, new AbortController().signal);
    const page = await asker(baseUrl)("/clients");
    expect([page.status, page.headers.get("content-encoding")]).toEqual([200, "gzip"]);
    expectNoncesInPolicy("/clients", page);
    await dev.stop();
  });
});

Deno.test("every link of the product is written in one way", async () => {
  const strays: string[] = [];
  const look = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) await look(path);
      else if (path.endsWith(".tsx") && path !== "components/ui/Link.tsx") {
        if (/<a[\s>]/.test(await Deno.readTextFile(path))) strays.push(path);
      }
    }
  };
  for (const folder of ["components", "islands", "routes"]) await look(folder);
  expect(strays).toEqual([]);
});
