/** What a reader sees while a server behind the page is away, and when it is back. */
import { expect } from "@std/expect";
import type { Client } from "@/lib/clients/schema.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { testServices } from "@/testing/services.ts";
import { waitFor } from "@/testing/wait.ts";
import { openStage, type Stage, untilLive } from "@/tests/e2e/harness.ts";

const BACK = "Everything answers again. This page still shows what was known before.";

/** The same database by way of an outage. */
function mongoThrough({ address }: FaultProxy, uri: string): string {
  const url = new URL(uri);
  url.host = `${address.host}:${address.port}`;
  // Or the driver would go around it, to the address by which the server knows itself.
  url.search = "?directConnection=true";
  return url.href;
}

/** Loads the dashboard during an outage, then after it. */
async function seeOutage(stage: Stage, outage: FaultProxy, notice: RegExp): Promise<void> {
  await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
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

Deno.test("while Redis is away the page says that it follows nothing, and when it would again", async () => {
  const { redisHost, redisPort } = testServices();
  await using outage = new FaultProxy({ host: redisHost, port: redisPort }, "redis");
  await using stage = await openStage(({ redis }) => ({ redis: { ...redis, ...outage.address } }));
  await seeOutage(stage, outage, /^Redis is away, so this page does not follow changes\./);
});

Deno.test("while the database is away the page shows how things stood, and says when", async () => {
  const server = new URL(testServices().mongodbUri);
  await using outage = new FaultProxy({ host: server.hostname, port: Number(server.port) }, "mongodb");
  await using stage = await openStage(({ mongo }) => ({
    mongo: { ...mongo, uri: mongoThrough(outage, mongo.uri) },
  }));
  await seeOutage(stage, outage, /^The database does not answer\. This is how things stood/);
});

Deno.test("a dashboard that was empty offers its charts with the first client", async () => {
  await using stage = await openStage();
  await using visit = await stage.open("/");
  const { page, faults } = visit;
  await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  await page.getByRole("link", { name: "Show charts and reports" }).click();
  await page.getByRole("heading", { name: "Score against money" }).waitFor();
  expect(faults).toEqual([]);
});

Deno.test("scores that missed their schedule are said to be stale until they are computed again", async () => {
  await using stage = await openStage();
  const { id } = await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  await ageScore(stage, id, 3);
  await using visit = await stage.open("/");
  const { page, faults } = visit;
  const notice = page.getByText(/^Some scores are stale: the oldest was computed 3 h ago\./);
  await notice.waitFor();
  await stage.send("POST", "/telemetry", { events: [{ externalId: "acme", type: "login" }] });
  await notice.waitFor({ state: "detached" });
  expect(faults).toEqual([]);
});
