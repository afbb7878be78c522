/** The whole product for browser tests: a web process and a worker of a world of their own, and a real Chromium. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import axe from "axe-core";
import type { LiveEvent } from "@/lib/live/events.ts";
import type { Services } from "@/lib/services.ts";
import type { Child } from "@/scripts/process/child.ts";
import { launchChromium, openContext } from "@/testing/browser.ts";
import type { Config } from "@/lib/platform/config.ts";
import { createSeedService } from "@/lib/seed/create.ts";
import { startWeb, startWorker } from "@/testing/processes.ts";
import { openWorld } from "@/testing/world.ts";

export const DESKTOP = { width: 1440, height: 900 };
export const TABLET = { width: 820, height: 1180 };
export const PHONE = { width: 390, height: 844 };

export interface Stage extends AsyncDisposable {
  /** With the base path, without a final slash. */
  readonly baseUrl: string;
  /** The product's own parts, for what no request brings about. */
  readonly services: Services;
  readonly config: Config;
  readonly worker: Child;
  /** Sends JSON to the API. @throws {Error} with the answer when it says no */
  send(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Answer>;
  /** Fills the product as `deno task seed` does. */
  sow(): Promise<void>;
  /** Tells the viewers, as the worker does. */
  publish(events: readonly LiveEvent[]): Promise<void>;
  /**
   * A browser of its own (storage, theme) with one page, given when its islands have come to life: a click before that
   * would be lost. Without JavaScript it is given when it is loaded. Closed with the stage at the latest.
   */
  open(path: string, options?: BrowserContextOptions): Promise<Visit>;
  /** The same for a page that is given as soon as it is loaded, whatever becomes of its islands. */
  load(path: string, options?: BrowserContextOptions): Promise<Visit>;
  /** The same for a page that is painted, but whose islands get their scripts only when they are released. */
  hold(path: string): Promise<HeldVisit>;
}

/** What the tests read of answers. */
export interface Answer {
  id: string;
  accepted: number;
}

/** One page, and everything it complained of. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Console errors, uncaught exceptions, violations of the content policy, requests that failed. */
  readonly faults: string[];
}

export interface HeldVisit extends Visit {
  /** Lets the scripts come, and waits until the islands have come to life. */
  release(): Promise<void>;
}

/**
 * @param changes what is configured otherwise than in every world, or what makes it of the world's configuration
 * @param browserFlags of Chromium's command line, besides those of every test
 */
export async function openStage(
  changes: Partial<Config> | ((config: Config) => Partial<Config>) = {},
  browserFlags: readonly string[] = [],
): Promise<Stage> {
  await using started = new AsyncDisposableStack();
  const world = started.use(await openWorld());
  const changed = typeof changes === "function" ? changes(world.config) : changes;
  const config = { ...world.config, ...changed };
  const { baseUrl } = started.use(await startWeb(config));
  const worker = started.use(await startWorker(config));
  const browser = await launchChromium(browserFlags);
  started.defer(() => browser.close());
  const resources = started.move();
  return {
    baseUrl,
    services: world.services,
    config,
    worker,
    async send(method, path, body) {
      const response = await fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
      return JSON.parse(text) as Answer;
    },
    async sow() {
      await createSeedService(world.services).sow(1, () => {});
    },
    publish: (events) => world.services.publisher.publish(events),
    async open(path, options) {
      const opened = await visit(browser, baseUrl + path, options);
      if (options?.javaScriptEnabled !== false) await untilLive(opened.page);
      return opened;
    },
    load: (path, options) => visit(browser, baseUrl + path, options),
    async hold(path) {
      const { promise: released, resolve } = Promise.withResolvers<void>();
      const held = await blankVisit(browser);
      await held.page.route((url) => url.pathname.includes("/_fresh/"), async (route) => {
        await released;
        await route.continue();
      });
      await held.page.goto(baseUrl + path, { waitUntil: "commit" });
      await held.page.locator("main h1").waitFor();
      const release = () => {
        resolve();
        return untilLive(held.page);
      };
      return { ...held, release };
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function visit(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Visit> {
  const opened = await blankVisit(browser, options);
  await opened.page.goto(url);
  return opened;
}

/** A page that has gone nowhere yet. */
async function blankVisit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await openContext(browser, { viewport: DESKTOP, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  // A violation of the content policy is a console error too.
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("requestfailed", (request) => {
    // Whoever leaves a page breaks off what it is still loading, its stream above all.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push(`${request.url()} failed`);
  });
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}

/** Waits until the page follows the live stream: then its islands have come to life. */
export async function untilLive(page: Page): Promise<void> {
  await page.getByRole("status").filter({ hasText: /^Live$/ }).waitFor();
}

/** Waits until the page says that what it shows is not current, and gives the time that it says. */
export async function untilPaused(page: Page): Promise<string> {
  const status = page.getByRole("status").filter({ hasText: /^Live updates\s*paused since \d\d:\d\d$/ });
  await status.waitFor();
  return (await status.innerText()).slice(-5);
}

/** What axe finds wrong with the page, a line each: the rule and where. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Controls that are seen and lower than a finger needs, a line each. Stretched links are as large as their rows. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main :is(button, select, input, summary)")].filter(
      (element) => {
        const { width, height } = element.getBoundingClientRect();
        const box = element.matches("[type=checkbox], [type=radio]")
          ? element.closest("label") ?? element
          : element;
        return width > 1 && height > 1 && box.getBoundingClientRect().height < 43.5;
      },
    ).map((element) => `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent}`)
  );
}

/** By how many pixels the page is wider than its window. */
export function horizontalOverflow(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)
  );
}
