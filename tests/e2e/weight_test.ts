/** What a page weighs and how soon it is there, by the browser's own performance entries. */
import { expect } from "@std/expect";
import { dirname } from "node:path";
import { openStage, PHONE, type Stage, untilLive } from "@/tests/e2e/harness.ts";

const KB = 1_000;
const IS_LAYER = import.meta.resolve("fresh") === import.meta.resolve("../../packages/fresh/mod.ts");
/** 60 KB on the real Fresh: what starts islands weighs 7.3 KB more there, so that this much less is the limit here. */
const SCRIPT_LIMIT = (IS_LAYER ? 52.7 : 60) * KB;
const STYLE_LIMIT = 20 * KB;
const SHIFT_LIMIT = 0.02;
/** Nothing but the top of a page in view, so no chart. */
const SHORT = { width: PHONE.width, height: 420 };
/** The figures of the latest run, for docs/measurements.md. */
const RECORD = ".services/test/page_figures.json";
const PAGES = ["/", "/clients", "/clients/external:sundial-health", "/incidents", "/scores", "/simulation"];

interface PageFigures {
  path: string;
  /** Bytes over the wire, compressed. */
  documentBytes: number;
  scriptBytes: number;
  styleBytes: number;
  fontBytes: number;
  requests: number;
  elements: number;
  /** Milliseconds since the request: for the record, no test asserts them. */
  firstByteMs: number;
  firstContentfulPaintMs: number;
  largestContentfulPaintMs: number;
  interactiveMs: number;
  blockedMs: number;
  layoutShift: number;
}

interface Observed {
  largest: number;
  shift: number;
  blocked: number;
}

/** Runs in the page before anything else of it. */
function observe(): void {
  const observed: Observed = { largest: 0, shift: 0, blocked: 0 };
  Object.assign(globalThis, { observed });
  const on = (type: string, take: (entry: PerformanceEntry & { value: number }) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as PerformanceEntry & { value: number });
    }).observe({ type, buffered: true });
  on("largest-contentful-paint", ({ startTime }) => observed.largest = startTime);
  on("layout-shift", ({ value }) => observed.shift += value);
  // What a task takes beyond 50 ms blocks the reader: so Lighthouse counts it too.
  on("longtask", ({ duration }) => observed.blocked += duration - 50);
}

/** Runs in the page. */
function readFigures(path: string): PageFigures {
  const { observed } = globalThis as unknown as { observed: Observed };
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const bytesOf = (pattern: RegExp) =>
    resources.filter(({ name }) => pattern.test(new URL(name).pathname))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return {
    path,
    documentBytes: navigation?.encodedBodySize ?? 0,
    scriptBytes: bytesOf(/\.js$/),
    styleBytes: bytesOf(/\.css$/),
    fontBytes: bytesOf(/\.woff2$/),
    requests: resources.length + 1,
    elements: document.querySelectorAll("*").length,
    firstByteMs: Math.round(navigation?.responseStart ?? 0),
    firstContentfulPaintMs: Math.round(paint?.startTime ?? 0),
    largestContentfulPaintMs: Math.round(observed.largest),
    interactiveMs: Math.round(navigation?.domInteractive ?? 0),
    blockedMs: Math.round(observed.blocked),
    layoutShift: Math.round(observed.shift * 1_000) / 1_000,
  };
}

async function figuresOf(stage: Stage, path: string): Promise<PageFigures> {
  // A browser of its own for each page: nothing is in its cache.
  await using visit = await stage.load("/healthz", { viewport: SHORT });
  const { page } = visit;
  await page.addInitScript(observe);
  await page.goto(stage.baseUrl + path);
  await untilLive(page);
  return await page.evaluate(readFigures, path);
}

Deno.test("before charts a page costs 60 KB of script on the real Fresh and 20 KB of style at most, and stays in place", async () => {
  await using stage = await openStage();
  await stage.sow();
  const figures: PageFigures[] = [];
  for (const path of PAGES) figures.push(await figuresOf(stage, path));
  await Deno.mkdir(dirname(RECORD), { recursive: true });
  await Deno.writeTextFile(RECORD, JSON.stringify(figures, null, 2) + "\n");
  for (const { path, scriptBytes, styleBytes, layoutShift } of figures) {
    expect(scriptBytes).toBeGreaterThan(0);
    expect(styleBytes).toBeGreaterThan(0);
    expect([path, scriptBytes <= SCRIPT_LIMIT, styleBytes <= STYLE_LIMIT]).toEqual([path, true, true]);
    expect(layoutShift).toBeLessThan(SHIFT_LIMIT);
  }
});
