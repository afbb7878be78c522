import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { waitFor } from "@/testing/wait.ts";
import { accessibilityFaults, openStage, type Stage, untilLive } from "@/tests/e2e/harness.ts";

const UPDATES = 100;
/** Every chart in view at once. */
const TALL = { width: 1440, height: 2400 };
/** Nothing but the top of the page in view. */
const SHORT = { width: 390, height: 420 };
/** In Chart.js and nowhere else: what it leaves on a canvas that it holds. */
const CHART_JS = "$chartjs";
const MAP = /by health score and monthly revenue/;

interface Watch {
  /** How often each canvas was asked for its context, in the order of the first time. */
  contexts: Map<HTMLCanvasElement, number>;
  /** Layout shift in all, without what follows the reader's own input. */
  shift: number;
}

/** Runs in the page before anything else of it. */
function watch(): void {
  const watched: Watch = { contexts: new Map(), shift: 0 };
  Object.assign(globalThis, { watched });
  const original = HTMLCanvasElement.prototype.getContext;
  Object.assign(HTMLCanvasElement.prototype, {
    getContext(this: HTMLCanvasElement, ...given: Parameters<typeof original>) {
      watched.contexts.set(this, (watched.contexts.get(this) ?? 0) + 1);
      return original.apply(this, given);
    },
  });
  new PerformanceObserver((list) => {
    for (
      const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]
    ) {
      if (!entry.hadRecentInput) watched.shift += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function addClient(stage: Stage, externalId: string, mrr: number, calls: number): Promise<string> {
  const { id } = await stage.send("POST", "/clients", {
    name: externalId,
    externalId,
    mrr,
    currency: "EUR",
    startedAt: "2025-01-01T00:00:00Z",
  });
  await stage.send("POST", "/telemetry", {
    events: [{ externalId, type: "api_call", count: calls }, { externalId, type: "login", count: 30 }],
  });
  return id;
}

const chartsHeld = (page: Page) =>
  page.evaluate(
    (mark) => [...document.querySelectorAll("canvas")].filter((canvas) => mark in canvas).length,
    CHART_JS,
  );

const untilDrawn = (page: Page, charts: number) =>
  page.waitForFunction(
    ([mark, count]) =>
      [...document.querySelectorAll("canvas")].filter((canvas) => mark in canvas).length === count,
    [CHART_JS, charts] as const,
  );

Deno.test("charts are loaded when seen, made once, fed in place and taken down", async (test) => {
  await using stage = await openStage();
  const ids = [
    await addClient(stage, "Acme", 900_000, 500),
    await addClient(stage, "Birch", 100_000, 5_000),
  ];
  const { id: incident } = await stage.send("POST", "/incidents", {
    clientId: ids[0],
    title: "Update 0",
    severity: "critical",
  });
  /** Where a visit can begin that is to be watched from the first moment of the dashboard on. */
  const elsewhere = `/clients/${ids[1]}`;
  // Reports over time are cached for a minute: what a page shows first is to be there.
  await waitFor("the scores of both clients", async () => {
    const response = await fetch(`${stage.baseUrl}/api/v1/analytics/score-map`);
    const { points } = await response.json() as { points: { score: number }[] };
    // 0.4 · 10 + 0.3 · 100 + 0.3 · 60 = 52
    return points.map(({ score }) => score).join() === "52,100";
  });

  await test.step("Chart.js is not asked for until a chart comes into view", async () => {
    await using visit = await stage.open(elsewhere, { viewport: SHORT });
    const { page, faults } = visit;
    const scripts = new Set<string>();
    page.on("request", (request) => {
      if (request.url().includes("/_fresh/js/")) scripts.add(request.url());
    });
    await page.goto(`${stage.baseUrl}/`);
    await untilLive(page);
    const loaded = async () => {
      const sources = await Promise.all([...scripts].map(async (url) => (await fetch(url)).text()));
      return sources.some((source) => source.includes(CHART_JS));
    };
    expect(scripts.size).toBeGreaterThan(0);
    expect(await loaded()).toBe(false);
    await page.getByRole("img", { name: MAP }).scrollIntoViewIfNeeded();
    await untilDrawn(page, 1);
    expect(await loaded()).toBe(true);
    expect(faults).toEqual([]);
  });

  await test.step("a hundred updates later each chart is the same one, and nothing has moved", async () => {
    await using visit = await stage.open(elsewhere, { viewport: TALL });
    const { page, faults } = visit;
    await page.addInitScript(watch);
    await page.goto(`${stage.baseUrl}/`);
    await untilLive(page);
    // The map, the bands, and a chart each for calls and logins.
    await untilDrawn(page, 4);
    const before = await page.evaluate(() =>
      (globalThis as unknown as { watched: Watch }).watched.contexts.size
    );
    for (let update = 1; update <= UPDATES; update++) {
      await stage.send("PATCH", `/incidents/${incident}`, { title: `Update ${update}` });
      // The charts read a few seconds after news; a change of theme draws every one of them at once.
      await page.evaluate(
        (dark) => void (document.documentElement.dataset.theme = dark ? "dark" : "light"),
        update % 2,
      );
    }
    await page.getByText(`Critical incident opened: Update ${UPDATES}`).first().waitFor();
    const { contexts, size, shift } = await page.evaluate(() => {
      const { contexts, shift } = (globalThis as unknown as { watched: Watch }).watched;
      return { contexts: Math.max(...contexts.values()), size: contexts.size, shift };
    });
    expect(contexts).toBe(1);
    expect(size).toBe(before);
    expect(await chartsHeld(page)).toBe(4);
    expect(shift).toBeLessThan(0.02);
    expect(faults).toEqual([]);
  });

  await test.step("every chart has a sentence and a table, with nothing for axe to find", async () => {
    await using visit = await stage.open("/", { viewport: TALL });
    const { page } = visit;
    await untilDrawn(page, 4);
    const names = await page.locator("canvas").evaluateAll((all) =>
      all.map((canvas) => canvas.getAttribute("aria-label"))
    );
    expect(names).toHaveLength(4);
    for (const name of names) expect(name?.split(" ").length).toBeGreaterThan(5);
    const table = page.getByRole("table", { name: "Score against money, by client" });
    expect(await table.isVisible()).toBe(false);
    await page.locator("details:has(table)").first().locator("summary").focus();
    await page.keyboard.press("Enter");
    await table.getByRole("row", { name: /^Birch 100 Healthy €1,000 5,000$/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  await test.step("a chart whose figures are gone lets go of its canvas", async () => {
    await using visit = await stage.open("/", { viewport: TALL });
    const { page, faults } = visit;
    await untilDrawn(page, 4);
    const canvas = await page.getByRole("img", { name: MAP }).elementHandle();
    for (const id of ids) {
      const response = await fetch(`${stage.baseUrl}/api/v1/clients/${id}`, {
        method: "DELETE",
        headers: { "if-match": "*" },
      });
      await response.body?.cancel();
      expect(response.ok).toBe(true);
    }
    await page.getByText("Nothing to place yet").waitFor();
    expect(await canvas?.evaluate((element, mark) => mark in element, CHART_JS)).toBe(false);
    expect(faults).toEqual([]);
  });
});
