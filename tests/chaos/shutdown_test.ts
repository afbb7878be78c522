/** SIGTERM in the middle of work: what has begun is brought to its end. Real processes, and a database that is slow. */
import { expect } from "@std/expect";
import { startWeb, startWorker } from "@/testing/processes.ts";
import { SseReader } from "@/testing/sse_reader.ts";
import { waitFor } from "@/testing/wait.ts";
import { openProxies, openWorld } from "@/testing/world.ts";

const REQUESTS = 24;
/** For each command on its way to the database and for each reply: a request takes seconds. */
const SLOW_MS = 300;
const DAYS = 10;
const DAY_MS = 24 * 3_600_000;

function post(address: string, body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
}

/** A POST whose body arrives in two parts. */
async function beginUpload(address: string, text: string) {
  const { hostname, port, host, pathname } = new URL(address);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const encoder = new TextEncoder();
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n` +
    `content-length: ${text.length}\r\n\r\n`;
  await connection.write(encoder.encode(head + text.slice(0, 10)));
  const answer = readAll(connection);
  return {
    async finish(): Promise<string> {
      // The other end may be gone already; what it said before is read.
      await connection.write(encoder.encode(text.slice(10))).catch(() => {});
      return await answer;
    },
  };
}

/** All that arrives, also where the connection is reset after it. */
async function readAll(connection: Deno.TcpConn): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of connection.readable) text += decoder.decode(chunk, { stream: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}

async function isRefused(baseUrl: string): Promise<boolean> {
  const { hostname, port } = new URL(baseUrl);
  try {
    (await Deno.connect({ hostname, port: Number(port) })).close();
    return false;
  } catch (error) {
    return error instanceof Deno.errors.ConnectionRefused;
  }
}

Deno.test("a web process that is told to end answers all it has begun, takes no more, and ends well", async () => {
  await using world = await openWorld();
  const { _id } = await world.createClient({ externalId: "acme" });
  await using proxies = openProxies(world.config);
  const { mongodb: mongo } = proxies;
  await using web = await startWeb(proxies.config);
  const api = `${web.baseUrl}/api/v1`;
  const stream = await fetch(`${api}/stream?topics=overview`);
  const viewer = new SseReader(stream.body ?? new ReadableStream());
  await viewer.nextBlock();

  const seen = mongo.record();
  mongo.slow(SLOW_MS);
  const upload = await beginUpload(`${api}/clients`, '{"name": "Upload", "externalId": "upload"}');
  let pending = 0;
  const statuses = Promise.all(Array.from({ length: REQUESTS }, async (_, index) => {
    pending++;
    const response = index % 2 === 0
      ? await post(`${api}/clients`, { name: "Slow", externalId: `slow-${index}` })
      : await fetch(`${api}/clients/${_id}/usage?days=${index}`);
    await response.text();
    pending--;
    return response.status;
  }));
  await waitFor("half of the requests to reach the database", () => {
    const inserts = seen.filter(({ command, target }) => command === "insert" && target === "clients");
    return Promise.resolve(inserts.length >= REQUESTS / 2);
  });

  Deno.kill(web.child.pid, "SIGTERM");
  await waitFor("new connections to be refused", () => isRefused(web.baseUrl));
  expect(pending).toBeGreaterThan(0);
  expect(new Set(await statuses)).toEqual(new Set([200, 201]));
  // Deno reads no body any further; whoever sends it hears that it was not taken.
  expect(await upload.finish()).toMatch(/^HTTP\/1.1 408 .*\r\nretry-after: 5\r\n/is);
  while (await viewer.nextBlock() !== null);
  expect(await web.child.status).toMatchObject({ code: 0 });
  const clients = world.services.database.db.collection("clients");
  expect(await clients.countDocuments({})).toBe(1 + REQUESTS / 2);
});

Deno.test("a worker that is told to end leaves no job behind as if it were still at it", async () => {
  await using world = await openWorld();
  const { _id } = await world.createClient({ externalId: "acme" });
  await using proxies = openProxies(world.config);
  const { mongodb: mongo } = proxies;
  await using first = await startWorker(proxies.config);
  const { queues } = world.services;
  const activeJobs = async () => {
    const counts = await Promise.all(Object.values(queues).map((queue) => queue.getActiveCount()));
    return counts.reduce((total, count) => total + count);
  };
  const events = Array.from({ length: DAYS }, (_, day) => ({
    externalId: "acme",
    type: "login",
    ts: new Date(Date.now() - day * DAY_MS).toISOString(),
  }));
  await waitFor("the worker to be there", async () => await queues.sweep.getJobSchedulersCount() > 0);
  mongo.slow(SLOW_MS);
  await world.services.intake.receive(events);
  await waitFor("the roll-up to be under way", async () => await queues.rollUp.getActiveCount() > 0);

  Deno.kill(first.pid, "SIGTERM");
  expect(await first.status).toMatchObject({ code: 0 });
  expect(await activeJobs()).toBe(0);
  await using _second = await startWorker(world.config);
  await waitFor("every day to be rolled up", async () => {
    const days = await world.services.stores.usage.find([_id], "0000-00-00", "9999-99-99");
    return days.length === DAYS;
  });
});
