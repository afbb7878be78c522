/** A dashboard that stays open: its memory does not grow with the updates, and it lives again after back and forward. */
import { expect } from "@std/expect";
import type { CDPSession, Page } from "playwright-core";
import { waitFor } from "@/testing/wait.ts";
import { openStage, type Stage, untilLive } from "@/tests/e2e/harness.ts";
import { type Account, scoreOf, updateOf } from "@/tests/e2e/session_traffic.ts";

const MINUTES = 30;
/** Two a second. */
const UPDATES_A_MINUTE = 120;
/** A minute of updates passes in about a second: so do the timers of the page, its ticks and its pauses before reads. */
const SPEED = 60;
/** The list of what just happened may still fill up after the first minute. */
const FEED_NODES = 100;
const COLLECTIONS = 10;
/** Every chart is in view, so that none is first drawn in a later minute. */
const TALL = { width: 1440, height: 2400 };

/**
 * V8 compiles what runs often, in steps, and counts the machine code to the heap. In this session that is a megabyte in
 * half an hour, 19 % of the heap, while objects and texts grow by less than 10 KB. Without a compiler the heap is what
 * the page holds.
 */
const NO_COMPILER = "--js-flags=--jitless";

/** Crosses the edge of the radar with one critical incident: 0.4 · 100 + 0.3 · 16.7 + 0.3 · 100 = 75, less 12. */
const SWING = { name: "Swing", calls: 5_000, logins: 5 };

/** Runs in the page before anything else of it. Its calendar stays the server's. */
function hurry(speed: number): void {
  const { setTimeout: once, setInterval: often } = globalThis;
  const now = performance.now.bind(performance);
  Object.assign(performance, { now: () => now() * speed });
  Object.assign(globalThis, {
    setTimeout: (...[run, ms = 0, ...given]: Parameters<typeof once>) => once(run, ms / speed, ...given),
    setInterval: (...[run, ms = 0, ...given]: Parameters<typeof often>) => often(run, ms / speed, ...given),
  });
}

async function addClient(stage: Stage, name: string, calls: number, logins: number): Promise<string> {
  const externalId = name.toLowerCase();
  const startedAt = "2025-01-01T00:00:00Z";
  const { id } = await stage.send("POST", "/clients", { name, externalId, startedAt, mrr: 500_000 });
  await stage.send("POST", "/telemetry", {
    events: [{ externalId, type: "api_call", count: calls }, { externalId, type: "login", count: logins }],
  });
  return id;
}

/** Four clients at risk: 0.4 · 2 + 0.3 · 10 + 0.3 · 100 = 34. */
function addAccounts(stage: Stage): Promise<Account[]> {
  const names = ["Acme", "Birch", "Cedar", "Dune"];
  return Promise.all(
    names.map(async (name, index) => ({ id: await addClient(stage, name, 100, 3), index, name })),
  );
}

/** The page is first read when all is scored: what it shows later is then what it shows now. */
async function untilScored(stage: Stage, clients: number): Promise<void> {
  await waitFor("the scores of all clients", async () => {
    const response = await fetch(`${stage.baseUrl}/api/v1/analytics/score-map`);
    const { points } = await response.json() as { points: unknown[] };
    return points.length === clients;
  });
}

/** Chart.js leaves a property on each canvas that it holds. */
async function untilDrawn(page: Page): Promise<void> {
  await waitFor(
    "every chart",
    () =>
      page.evaluate(() => [...document.querySelectorAll("canvas")].every((canvas) => "$chartjs" in canvas)),
  );
}

const radarRow = (page: Page, name: string) => page.locator("[data-client]").filter({ hasText: name });

/** A minute's updates, and what comes through the API: telemetry, an incident, and what the worker makes of them. */
async function passMinute(
  stage: Stage,
  page: Page,
  accounts: readonly Account[],
  swing: string,
  minute: number,
) {
  const first = minute * UPDATES_A_MINUTE + 1;
  const numbers = Array.from({ length: UPDATES_A_MINUTE }, (_, index) => first + index);
  await stage.publish(numbers.map((number) => updateOf(accounts, number)));
  await page.getByText(`Update ${numbers.at(-1)}`, { exact: true }).waitFor();
  await stage.send("POST", "/telemetry", {
    events: [{ clientId: swing, type: "api_call", count: 10 }],
  });
  const { id } = await stage.send("POST", "/incidents", {
    clientId: swing,
    title: "API answers 500",
    severity: "critical",
  });
  await radarRow(page, SWING.name).waitFor();
  const { status } = await fetch(`${stage.baseUrl}/api/v1/incidents/${id}`, { method: "DELETE" });
  expect(status).toBe(204);
  await radarRow(page, SWING.name).waitFor({ state: "detached" });
}

/** What the page holds on to: its heap, its elements and its listeners. */
async function held(session: CDPSession) {
  let heapBytes = Infinity;
  for (let collection = 0; collection < COLLECTIONS; collection++) {
    await session.send("HeapProfiler.collectGarbage");
    // The page goes on meanwhile: the least is nearest to what it holds.
    heapBytes = Math.min(heapBytes, (await session.send("Runtime.getHeapUsage")).usedSize);
  }
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  return { heapBytes, nodes, listeners: jsEventListeners };
}

Deno.test("half an hour of updates leaves no elements, no listeners and nothing of the updates behind", async () => {
  await using stage = await openStage({}, [NO_COMPILER]);
  const accounts = await addAccounts(stage);
  const swing = await addClient(stage, SWING.name, SWING.calls, SWING.logins);
  await untilScored(stage, accounts.length + 1);
  await using visit = await stage.open("/", { viewport: TALL });
  const { page } = visit;
  await page.addInitScript(hurry, SPEED);
  await page.reload();
  await untilLive(page);
  for (const { name } of accounts) await radarRow(page, name).waitFor();
  await untilDrawn(page);
  const session = await page.context().newCDPSession(page);
  await passMinute(stage, page, accounts, swing, 0);
  const afterAMinute = await held(session);
  for (let minute = 1; minute < MINUTES; minute++) await passMinute(stage, page, accounts, swing, minute);
  const afterHalfAnHour = await held(session);
  expect(afterHalfAnHour.nodes).toBeLessThanOrEqual(afterAMinute.nodes + FEED_NODES);
  expect(afterHalfAnHour.listeners).toBeLessThanOrEqual(afterAMinute.listeners);
  expect(afterHalfAnHour.heapBytes).toBeLessThanOrEqual(1.1 * afterAMinute.heapBytes);
  expect(visit.faults).toEqual([]);
});

Deno.test("a dashboard that was left by a link and come back to is live again", async () => {
  await using stage = await openStage();
  const { id } = await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  const account = { id, index: 0, name: "Acme" };
  await using visit = await stage.open("/");
  const { page } = visit;
  const update = async (number: number) => {
    await stage.publish([scoreOf(account, number)]);
    await page.getByText(`Update ${number}`, { exact: true }).waitFor();
  };
  await untilLive(page);
  await page.goto(`${stage.baseUrl}/clients`);
  await page.goBack();
  await untilLive(page);
  await update(1);
  await page.goForward();
  await page.goBack();
  await untilLive(page);
  await update(2);
  expect(visit.faults).toEqual([]);
});
