// deno-lint-ignore-file no-console
/**
 * What the promises of the write path cost, and how soon a change is seen: `deno task bench:intake`, with MONGODB_URI,
 * REDIS_HOST and REDIS_PORT as for the tests, and a production build. Events are sent to the real web process in batches
 * and held against bare inserts of as many documents into a time-series collection of the same server, in turns.
 */
import { startWeb, startWorker } from "@/testing/processes.ts";
import { SseReader } from "@/testing/sse_reader.ts";
import { openWorld, type World } from "@/testing/world.ts";

const BATCH = 1_000;
const BATCHES = 10;
const TURNS = 3;
const PROBES = 20;

/** Seconds that the work takes. */
async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

async function post(baseUrl: string, events: object[]): Promise<void> {
  const response = await fetch(`${baseUrl}/api/v1/telemetry`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events }),
  });
  const answer = await response.text();
  if (response.status !== 202) throw new Error(`Telemetry was answered ${response.status}: ${answer}`);
}

/** Over the last 25 days, as a client that catches up would send them. */
function batchOf(turn: number, batch: number): { messageId: string; ts: string; type: string }[] {
  return Array.from({ length: BATCH }, (_, index) => ({
    messageId: `${turn}-${batch}-${index}`,
    type: index % 10 === 0 ? "login" : "api_call",
    ts: new Date(Date.now() - (index % 25) * 86_400_000).toISOString(),
  }));
}

function sendThroughApi(baseUrl: string, turn: number): Promise<number> {
  return timed(async () => {
    for (let batch = 0; batch < BATCHES; batch++) {
      await post(baseUrl, batchOf(turn, batch).map((event) => ({ externalId: "acme", ...event })));
    }
  });
}

function insertBare({ services }: World, turn: number): Promise<number> {
  const events = services.database.db.collection("bare");
  return timed(async () => {
    for (let batch = 0; batch < BATCHES; batch++) {
      const documents = batchOf(turn, batch).map(({ ts, type, messageId }) => ({
        ts: new Date(ts),
        meta: { clientId: "acme", type },
        messageId,
        count: 1,
      }));
      await events.insertMany(documents, { ordered: false, writeConcern: { w: "majority" } });
    }
  });
}

/** Seconds from a request that changes a score to the event that shows it, for each probe. */
async function probe(baseUrl: string): Promise<number[]> {
  const stream = await fetch(`${baseUrl}/api/v1/stream?topics=overview`);
  if (!stream.body) throw new Error("The live stream has no body");
  const reader = new SseReader(stream.body);
  const seconds: number[] = [];
  for (let number = 0; number < PROBES; number++) {
    seconds.push(
      await timed(async () => {
        await post(baseUrl, [{ externalId: "probe", type: "api_call", count: 50 }]);
        let event = await reader.next();
        while (event !== null && event.event !== "score") event = await reader.next();
      }),
    );
  }
  await reader.cancel();
  return seconds.sort((a, b) => a - b);
}

await using world = await openWorld();
await using web = await startWeb(world.config);
const startedAt = new Date("2025-01-01T00:00:00Z");
await world.createClient({ externalId: "acme", name: "Acme", startedAt });
await world.createClient({ externalId: "probe", name: "Probe", startedAt });
await world.services.database.db.createCollection("bare", {
  timeseries: { timeField: "ts", metaField: "meta", granularity: "minutes" },
});
const ratios: number[] = [];
for (let turn = 0; turn < TURNS; turn++) {
  const bare = await insertBare(world, turn);
  const api = await sendThroughApi(web.baseUrl, turn);
  ratios.push(api / bare);
  const rate = (seconds: number) => Math.round(BATCH * BATCHES / seconds).toLocaleString("en");
  console.log(
    `${rate(api)} events/s through the API, ${rate(bare)} events/s bare: ${(api / bare).toFixed(2)} ×`,
  );
}
await using _worker = await startWorker(world.config);
await world.work();
const seen = await probe(web.baseUrl);
const at = (share: number) => `${((seen[Math.floor(seen.length * share)] ?? 0) * 1_000).toFixed(0)} ms`;
console.log(
  `From a request to its score on the live stream: median ${at(0.5)}, slowest of ${PROBES} ${at(0.99)}`,
);
