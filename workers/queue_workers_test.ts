import { expect } from "@std/expect";
import type { Queue } from "bullmq";
import { startQueueWorkers } from "@/workers/queue_workers.ts";
import { waitFor } from "@/testing/wait.ts";
import { openWorld, type World } from "@/testing/world.ts";

/** The workers of one process, in this one. */
function startWorkers({ services }: World): AsyncDisposable {
  const stopping = new AbortController();
  const workers = startQueueWorkers(services, stopping.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** Puts a job into a queue of which just this is stored. */
async function addRaw(
  { services }: World,
  queue: Queue,
  id: string,
  stored: Record<string, string>,
): Promise<void> {
  await queue.add("poison", {}, { jobId: id });
  await services.redis.hset(queue.toKey(id), stored);
}

/** What is stored of a job, by its id, and what is listed of it when it is put aside. */
const POISON: Record<string, { stored: Record<string, string>; listed: unknown }> = {
  "another-shape": { stored: { data: '["clients"]' }, listed: ["clients"] },
  "cut-off": { stored: { data: '{"clientId":' }, listed: { unreadable: '{"clientId":' } },
  "options-cut-off": { stored: { opts: '{"attempts":' }, listed: { unreadable: '{"attempts":' } },
  "options-of-nothing": { stored: { opts: "null" }, listed: { unreadable: "null" } },
  "parent-cut-off": { stored: { parent: "{" }, listed: { unreadable: "{" } },
  "progress-cut-off": { stored: { progress: "[" }, listed: { unreadable: "[" } },
};

Deno.test("in every queue a job that cannot be read is put aside, once and with the reason, and the next is done", async () => {
  await using world = await openWorld();
  const { queues, jobs } = world.services;
  const client = await world.createClient();
  const all = Object.values(queues) as Queue[];
  for (const queue of all) {
    for (const [id, { stored }] of Object.entries(POISON)) await addRaw(world, queue, id, stored);
  }
  await jobs.requestScores([client._id]);
  await using _workers = startWorkers(world);
  const cases = Object.entries(POISON);
  for (const queue of all) {
    await waitFor(
      `the poison of ${queue.name} to be put aside`,
      async () => await queue.getFailedCount() === cases.length,
    );
    const failed = new Map((await queue.getFailed()).map((job) => [job.id, job]));
    for (const [id, { listed }] of cases) {
      expect([id, failed.get(id)]).toMatchObject([id, {
        data: listed,
        failedReason: expect.stringMatching(/^What the job says cannot be read/),
        attemptsMade: 1,
      }]);
    }
    await waitFor(`nothing of ${queue.name} to be active`, async () => await queue.getActiveCount() === 0);
  }
  await waitFor("the score", async () => (await world.services.clients.get(client._id)).health);
});

Deno.test("of two workers one at a time does the periodic work", async () => {
  await using world = await openWorld();
  const { queues } = world.services;
  await using _one = startWorkers(world);
  await using _two = startWorkers(world);
  await queues.sweep.setGlobalConcurrency(1);
  const added = Array.from({ length: 8 }, () => ({ name: "recover", data: { task: "recover" } as const }));
  await queues.sweep.addBulk(added);
  let most = 0;
  await waitFor("all runs to be over", async () => {
    most = Math.max(most, await queues.sweep.getActiveCount());
    return await queues.sweep.getCompletedCount() === added.length;
  });
  expect(most).toBe(1);
});

Deno.test("scores that people wait for go before those of a sweep", async () => {
  await using world = await openWorld();
  const { queues, jobs } = world.services;
  const client = await world.createClient();
  await queues.score.add("sweep", { clientIds: [] }, { priority: 10 });
  await jobs.requestScores([client._id]);
  await using _workers = startWorkers(world);
  await waitFor("both to be done", async () => await queues.score.getCompletedCount() === 2);
  const done = (await queues.score.getCompleted()).sort((a, b) =>
    (a.processedOn ?? 0) - (b.processedOn ?? 0)
  );
  expect(done.map(({ name }) => name)).toEqual(["client", "sweep"]);
});
