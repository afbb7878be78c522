/** The real browser against the real hub over HTTP/1.1, which allows a browser six connections to a server. */
import { fileURLToPath } from "node:url";
import { expect } from "@std/expect";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import { launchChromium, openContext } from "@/testing/browser.ts";
import { numbered, TestLive } from "@/testing/live.ts";
import { type LiveServer, startLiveServer } from "@/testing/live_server.ts";
import { waitFor } from "@/testing/wait.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** What the page does: follows what its address asks for, and writes down the numbers of the events and its state. */
const SCRIPT = `
import { liveState, subscribe } from "@/lib/live/browser/connection.ts";
const query = new URLSearchParams(location.search);
const seen = [];
const unsubscribe = subscribe(query.get("topics").split(","), { after: query.get("after") }, (event) => {
  seen.push(event.event === "resync" ? "resync" : event.data.number);
});
globalThis.follower = { seen, unsubscribe, get status() { return liveState.value.status; } };
`;

declare global {
  /** In the page, not in this test. */
  var follower: { seen: (number | string)[]; status: string; unsubscribe: () => void };
}

async function bundle(): Promise<string> {
  try {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: SCRIPT, resolveDir: ROOT, loader: "ts" },
      bundle: true,
      format: "esm",
      write: false,
      plugins: [{
        name: "root",
        setup(build) {
          build.onResolve({ filter: /^@\// }, ({ path }) => ({ path: ROOT + path.slice(2) }));
        },
      }],
    });
    return outputFiles[0]?.text ?? "";
  } finally {
    await esbuild.stop();
  }
}

/** A browser on a server of the stream; the hub that it begins with can be replaced. */
async function openStage() {
  await using started = new AsyncDisposableStack();
  const live = started.use(await TestLive.open());
  const server = started.use(startLiveServer(await live.hub(), {
    "/": ['<!doctype html><title>Live</title><script type="module" src="/page.js"></script>', "text/html"],
    "/page.js": [await bundle(), "text/javascript"],
    "/favicon.ico": ["", "image/x-icon"],
  }));
  const browser = await launchChromium();
  started.defer(() => browser.close());
  const resources = started.move();
  return { live, server, browser, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

async function openTabs(
  browser: Browser,
  server: LiveServer,
  queries: readonly string[],
  initScript?: string,
): Promise<Page[]> {
  const context = await openContext(browser);
  if (initScript) await context.addInitScript(initScript);
  return await Promise.all(queries.map(async (query) => {
    const page = await context.newPage();
    await page.goto(`${server.address}/?${query}`);
    return page;
  }));
}

function untilStatus(pages: readonly Page[], status: string): Promise<unknown> {
  return Promise.all(
    pages.map((page) => page.waitForFunction((wanted) => globalThis.follower?.status === wanted, status)),
  );
}

/** What a page has seen once the last of it is `last`. */
async function seenUpTo(page: Page, last: number): Promise<(number | string)[]> {
  await page.waitForFunction((wanted) => globalThis.follower?.seen.at(-1) === wanted, last);
  return await page.evaluate(() => globalThis.follower.seen);
}

Deno.test("ten tabs are live over one connection, and when the tab that holds it closes another goes on without a gap", async () => {
  await using stage = await openStage();
  const { live, server, browser } = stage;
  const hub = await live.hub();
  server.serve(hub);
  const after = await live.publisher.position();
  // The first to come leads.
  const [leader] = await openTabs(browser, server, [`topics=overview&after=${after}`]);
  if (!leader) throw new Error("Cannot begin: there is no tab");
  await untilStatus([leader], "live");
  const context = leader.context();
  const tabs = await Promise.all(Array.from({ length: 9 }, async (_, index) => {
    const page = await context.newPage();
    await page.goto(
      `${server.address}/?topics=${index % 2 ? "overview" : "client:c,client:d"}&after=${after}`,
    );
    return page;
  }));
  await untilStatus(tabs, "live");
  expect(hub.viewerCount).toBe(1);

  await live.publisher.publish([numbered(1, "c")]);
  for (const page of [leader, ...tabs]) expect(await seenUpTo(page, 1)).toEqual([1]);
  await live.publisher.publish([numbered(2, "c")]);
  const closing = leader.close();
  for (let number = 3; number <= 20; number++) await live.publisher.publish([numbered(number, "c")]);
  await closing;
  await live.publisher.publish([numbered(21, "c")]);

  for (const page of tabs) {
    expect(await seenUpTo(page, 21)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
  }
  await waitFor("the first connection to be freed", () => Promise.resolve(hub.viewerCount === 1));
});

Deno.test("when a web process goes away the browser goes on at another, without a gap", async () => {
  await using stage = await openStage();
  const { live, server, browser } = stage;
  const [first, second] = [await live.hub(), await live.hub()];
  server.serve(first);
  const tabs = await openTabs(browser, server, ["topics=overview&after=0-0", "topics=client:c&after=0-0"]);
  await live.publisher.publish([numbered(1, "c")]);
  for (const page of tabs) await seenUpTo(page, 1);

  server.serve(second);
  await first.close();
  await live.publisher.publish([numbered(2, "c"), numbered(3, "c")]);

  for (const page of tabs) expect(await seenUpTo(page, 3)).toEqual([1, 2, 3]);
  expect(second.viewerCount).toBe(1);
});

Deno.test("who is signed out is not asked for ever: the connection stops and says so", async () => {
  await using stage = await openStage();
  const { server, browser } = stage;
  server.serve(null);

  const tabs = await openTabs(browser, server, ["topics=overview", "topics=overview"]);
  await untilStatus(tabs, "offline");

  // The stream, and the question for its status.
  expect(server.requests).toBe(2);
});

Deno.test("the connection ends when nobody listens", async () => {
  await using stage = await openStage();
  const { live, server, browser } = stage;
  const hub = await live.hub();
  server.serve(hub);
  const [page] = await openTabs(browser, server, ["topics=overview"]);
  await waitFor("the viewer", () => Promise.resolve(hub.viewerCount === 1));

  await page?.evaluate(() => globalThis.follower.unsubscribe());

  await waitFor("the viewer to be freed", () => Promise.resolve(hub.viewerCount === 0));
});

Deno.test("without Web Locks each tab has a connection of its own", async () => {
  await using stage = await openStage();
  const { live, server, browser } = stage;
  const hub = await live.hub();
  server.serve(hub);
  const tabs = await openTabs(
    browser,
    server,
    ["topics=overview", "topics=client:c"],
    'Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined })',
  );
  await untilStatus(tabs, "live");
  expect(hub.viewerCount).toBe(2);

  await live.publisher.publish([numbered(1, "c")]);
  for (const page of tabs) expect(await seenUpTo(page, 1)).toEqual([1]);
});

Deno.test("a position that is gone is told to the page as a resync", async () => {
  await using stage = await openStage();
  const { live, server, browser } = stage;
  await live.publisher.publish([numbered(1, "c"), numbered(2, "c")]);
  const [oldest] = await live.test.redis.xrange(live.key, "-", "+");
  await live.test.redis.xtrim(live.key, "MAXLEN", 1);

  const [page] = await openTabs(browser, server, [`topics=overview&after=${oldest?.[0]}`]);
  if (!page) throw new Error("Cannot go on: there is no tab");
  await page.waitForFunction(() => globalThis.follower?.seen.length > 0);
  await live.publisher.publish([numbered(3, "c")]);

  expect(await seenUpTo(page, 3)).toEqual(["resync", 3]);
});
