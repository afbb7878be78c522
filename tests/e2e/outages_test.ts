/** What a reader sees while a server behind the page is away, and when it is back. */
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import type { Client } from "@/lib/clients/schema.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import { newIncidentSchema } from "@/lib/incidents/schema.ts";
import { formatClock } from "@/lib/format/time.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { kill, startWorker } from "@/testing/processes.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { testServices } from "@/testing/services.ts";
import { waitFor } from "@/testing/wait.ts";
import { mongoThrough } from "@/testing/world.ts";
import {
  horizontalOverflow,
  openStage,
  PHONE,
  type Stage,
  untilLive,
  untilPaused,
} from "@/tests/e2e/harness.ts";

const BACK = "Current figures can be read again. Some on this page are still those from before.";
const ZONE = "Asia/Kolkata";

/** Loads the dashboard during an outage, then after it. */
async function seeOutage(stage: Stage, outage: FaultProxy, notice: RegExp): Promise<void> {
  await stage.send("POST", "/clients", { name: "Acme" });
  await using visit = await stage.open("/");
  const { page } = visit;
  outage.refuse();
  // As any write does: what is cached would be as good as the database for a minute.
  await stage.services.cache.invalidate([GENERATIONS.clients]);
  await page.reload();
  await page.getByText(notice).waitFor();
  expect(await page.getByRole("link", { name: "Try again" }).count()).toBe(1);
  outage.pass();
  await page.getByText(BACK).waitFor();
  await page.getByRole("link", { name: "Show current figures" }).click();
  await page.getByText(BACK).waitFor({ state: "detached" });
  expect(await page.getByText(notice).count()).toBe(0);
  await untilLive(page);
}

/** An incident that the page hears of by no other way than its list. */
async function openIncident({ services }: Stage, clientId: string, title: string): Promise<void> {
  await services.incidents.create(newIncidentSchema.parse({ clientId, title, severity: "low" }));
}

/** Where the controls of the top bar are, whatever it says of the connection. */
function topBarPlaces(page: Page): Promise<string[]> {
  return page.locator("header.top-bar").evaluate((bar) =>
    [...bar.querySelectorAll("button, nav")].map((control) => {
      const { left, top, height } = control.getBoundingClientRect();
      return `${control.getAttribute("aria-label") ?? control.textContent}: ${left} ${top} ${height}`;
    })
  );
}

/** The reader's clock at each minute from an instant on, to now. */
function minutesSince(from: number): string[] {
  const minutes = Math.ceil((Date.now() - from) / 60_000);
  return Array.from(
    { length: minutes + 1 },
    (_, index) => formatClock(new Date(from + index * 60_000).toISOString(), ZONE),
  );
}

/**
 * What an open page and a new one say while a part of the product stands still, and that both catch up by themselves.
 *
 * @param newPath of a page that can be shown even so
 */
async function seePause(
  stage: Stage,
  newPath: string,
  begin: () => unknown,
  end: () => unknown,
): Promise<void> {
  const { id } = await stage.send("POST", "/clients", { name: "Globex" });
  await using open = await stage.open("/incidents", { timezoneId: ZONE });
  const places = await topBarPlaces(open.page);
  const begunAt = Date.now();
  await begin();

  expect(minutesSince(begunAt - LIMITS.livePausedAfterMs)).toContain(await untilPaused(open.page));
  await open.page.getByText(/^What you see is how things stood at \d\d:\d\d\./).waitFor();
  expect(await topBarPlaces(open.page)).toEqual(places);
  const painted = await (await fetch(stage.baseUrl + newPath)).text();
  expect(painted).toMatch(/What you see is how things stood at \d\d:\d\d UTC\./);
  await using fresh = await stage.load(newPath, { timezoneId: ZONE, viewport: PHONE });
  expect(minutesSince(begunAt - LIMITS.livePausedAfterMs)).toContain(await untilPaused(fresh.page));
  const pausedPlaces = await topBarPlaces(fresh.page);
  expect(await horizontalOverflow(fresh.page)).toBe(0);
  const afterwards = `Seen after ${id}`;
  await openIncident(stage, id, afterwards);

  await end();
  for (const { page } of [open, fresh]) await untilLive(page);
  expect(await topBarPlaces(fresh.page)).toEqual(pausedPlaces);
  await open.page.getByText(afterwards).first().waitFor();
  expect(await open.page.getByText(/how things stood at/).count()).toBe(0);
}

/** Gives the client's score an age that only a worker that is stuck would let it have. */
async function ageScore({ services }: Stage, id: string, hours: number): Promise<void> {
  const health = await waitFor("the first score", async () => (await services.clients.get(id)).health);
  // A worker that finds no schedules scores every client once: its score would replace this one.
  await waitFor("the first sweep", async () => {
    const { sweep, score } = services.queues;
    const begun = (await sweep.getCompleted()).some(({ data }) => data.task === "clients");
    return begun && await score.getJobCountByTypes("waiting", "prioritized", "active") === 0;
  });
  const computedAt = new Date(Date.now() - hours * 3_600_000);
  await services.database.db.collection<Client>("clients").updateOne({ _id: id }, {
    $set: { health: { ...health, computedAt } },
  });
  await services.cache.invalidate([GENERATIONS.clients]);
}

Deno.test("while a part of the product is away or frozen pages say so, and catch up when it is back", async (test) => {
  const { redisHost, redisPort, mongodbUri } = testServices();
  const server = new URL(mongodbUri);
  await using news = new FaultProxy({ host: redisHost, port: redisPort }, "redis");
  await using data = new FaultProxy({ host: server.hostname, port: Number(server.port) }, "mongodb");
  await using stage = await openStage(({ redis, mongo }) => ({
    redis: { ...redis, ...news.address },
    mongo: { ...mongo, uri: mongoThrough(data, mongo.uri) },
  }));

  await test.step("Redis: pages follow nothing", async () => {
    await seeOutage(stage, news, /^This page does not hear of changes for the moment\./);
    await seePause(stage, "/scores", () => news.freezeAll(), () => news.pass());
  });

  await test.step("the database: pages show how things stood, and say when", async () => {
    const saved = /^Current figures cannot be read for the moment\. These are the saved ones of/;
    await seeOutage(stage, data, saved);
    await seePause(stage, "/incidents", () => data.freezeAll(), () => data.pass());
  });

  await test.step("every worker: no page says that it is live", async () => {
    await using started = new AsyncDisposableStack();
    await using list = await stage.open("/clients");
    const search = list.page.getByRole("searchbox", { name: "Search clients" });
    await search.fill("half a na");
    await seePause(stage, "/", () => kill(stage.worker), async () => {
      await stage.send("POST", "/clients", { name: "Newcomer" });
      started.use(await startWorker(stage.config));
    });
    const newcomer = list.page.getByRole("link", { name: "Newcomer" });
    await newcomer.waitFor();
    expect(await search.inputValue()).toBe("half a na");
  });
});

Deno.test("the first client brings the charts, and scores that missed their schedule are said to be stale", async (test) => {
  await using stage = await openStage();

  await test.step("a dashboard that was empty offers its charts with the first client", async () => {
    await using visit = await stage.open("/");
    const { page, faults } = visit;
    await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
    await page.getByRole("link", { name: "Show charts and reports" }).click();
    await page.getByRole("heading", { name: "Score against money" }).waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("scores are stale until they are computed again", async () => {
    const { id } = await stage.send("POST", "/clients", { name: "Globex", externalId: "globex" });
    await ageScore(stage, id, 3);
    await using visit = await stage.open("/");
    const { page, faults } = visit;
    const notice = page.getByText(/^Some scores are stale: the oldest was computed 3 h ago\./);
    await notice.waitFor();
    await stage.send("POST", "/telemetry", { events: [{ externalId: "globex", type: "login" }] });
    await notice.waitFor({ state: "detached" });
    expect(faults).toEqual([]);
  });
});
