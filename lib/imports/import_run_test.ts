import { expect } from "@std/expect";
import { ImportRun } from "@/lib/imports/import_run.ts";
import { parseMapping } from "@/lib/imports/mapping.ts";
import type { ImportPlan } from "@/lib/imports/plan.ts";
import { readFolder } from "@/lib/imports/read_folder.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-11-25T12:00:00Z";

const MAPPING = parseMapping(
  `
name: test
files: { accounts: accounts.csv, usage: usage.csv, tickets: tickets.csv, ends: ends.csv }
clients: { file: accounts, externalId: id, name: name, startedAt: start, status: status, endedOn: end }
telemetry:
  - { file: usage, client: id, at: day, type: { value: api_call }, count: calls }
  - { file: usage, client: id, at: day, type: { value: login }, once: day }
incidents:
  - { file: tickets, client: id, externalId: number, title: number, severity: level, openedAt: opened, resolvedAt: closed }
outcomes:
  - { file: ends, client: id, externalId: number, kind: { value: churned }, on: day }
`,
  "test.yaml",
);

const FILES = {
  "accounts.csv":
    "id,name,start,status,end\nA,Acme,2026-01-01,active,\nB,Bolt,2026-01-01,churned,2026-06-01\n",
  "usage.csv": "id,day,calls\nA,2026-11-24,2000\nA,2026-11-24,500\nA,2026-11-25,0\nB,2026-05-01,10\n",
  "tickets.csv": "number,id,level,opened,closed\nT1,A,critical,2026-11-20,\nT2,B,low,2026-05-01,2026-05-02\n",
  "ends.csv": "number,id,day\n1,B,2026-06-01\n",
};

async function planOf(world: World, files: Record<string, string> = FILES): Promise<ImportPlan> {
  await using folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder.path}/${name}`, content);
  }
  return await readFolder(folder.path, MAPPING, {
    now: world.services.clock(),
    retentionDays: 10_000,
    findStored: () => Promise.resolve(new Map()),
  });
}

function run(
  world: World,
  options: { signal?: AbortSignal; report?: (step: string, done: number) => void } = {},
): ImportRun {
  const { stores, intake, rollUp, health, cache, notice, removal, clock } = world.services;
  return new ImportRun({ ...stores, intake, rollUp, health, cache, notice, removal, clock }, {
    score: true,
    ...options,
  });
}

/** Everything that is stored, by collection. */
async function snapshot(world: World): Promise<Record<string, unknown[]>> {
  const { db } = world.services.database;
  const contents: Record<string, unknown[]> = {};
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const documents = await db.collection(name).find().toArray();
    contents[name] = documents.map((document) => JSON.stringify(document)).sort();
  }
  return contents;
}

Deno.test("a client that is deleted while the import runs stays deleted, with nothing of it left", async () => {
  for (const at of ["clients", "telemetry", "incidents"]) {
    await using world = await openWorld(NOW);
    const { stores, removal, analytics } = world.services;
    let deletion: Promise<unknown> | null = null;
    const report = (step: string, done: number) => {
      if (step === at && done > 0) deletion ??= removal.remove("external:A").catch(() => null);
    };
    const plan = await planOf(world);
    await run(world, { report }).write(plan);
    await deletion;
    expect([at, await stores.clients.findByExternalId("A")]).toEqual([at, null]);
    const known = await stores.clients.findIds({ after: null, limit: 10, currentOnly: false });
    const { db } = world.services.database;
    for (const name of ["telemetry_messages", "usage_daily", "rollup_marks", "incidents", "outcomes"]) {
      expect([at, name, await db.collection(name).countDocuments({ clientId: { $nin: known } })])
        .toEqual([at, name, 0]);
    }
    for (const name of ["telemetry", "health_history"]) {
      expect([at, name, await db.collection(name).countDocuments({ "meta.clientId": { $nin: known } })])
        .toEqual([at, name, 0]);
    }
    expect((await analytics.overview()).value.openIncidents).toBe(0);
  }
});

Deno.test("an import stores, rolls up and scores, and a second one changes no document of any collection", async () => {
  await using world = await openWorld(NOW);
  const { stores } = world.services;
  const first = await run(world).write(await planOf(world));
  expect(first).toEqual({
    clients: { written: 2, unchanged: 0 },
    events: { written: 7, unchanged: 0 },
    incidents: { written: 2, unchanged: 0 },
    outcomes: { written: 1, unchanged: 0 },
    daysRolledUp: 3,
    clientsScored: 1,
    deletedMeanwhile: [],
  });
  const acme = await stores.clients.findByExternalId("A");
  // 2,500 calls are half of usage, 2 logins of 30 are 6.67, one critical incident leaves 60: 20 + 2 + 18
  expect(acme?.health?.score).toBe(40);
  const bolt = await stores.clients.findByExternalId("B");
  expect([bolt?.status, bolt?.endedOn, bolt?.health]).toEqual(["churned", "2026-06-01", null]);
  const days = await stores.usage.find([acme?._id ?? ""], "2026-11-01", "2026-11-30");
  expect(days.map(({ day, counts }) => [day, counts])).toEqual([
    ["2026-11-24", { api_call: 2_500, login: 1 }],
    ["2026-11-25", { api_call: 0, login: 1 }],
  ]);

  const before = await snapshot(world);
  world.setNow("2026-11-25T18:00:00Z");
  const second = await run(world).write(await planOf(world));
  expect(second).toEqual({
    clients: { written: 0, unchanged: 2 },
    events: { written: 0, unchanged: 7 },
    incidents: { written: 0, unchanged: 2 },
    outcomes: { written: 0, unchanged: 1 },
    daysRolledUp: 0,
    clientsScored: 0,
    deletedMeanwhile: [],
  });
  expect(await snapshot(world)).toEqual(before);
});

Deno.test("only what differs is written, with a new version and a new score", async () => {
  await using world = await openWorld(NOW);
  await run(world).write(await planOf(world));
  const result = await run(world).write(
    await planOf(world, {
      ...FILES,
      "accounts.csv": FILES["accounts.csv"].replace("Acme", "Acme Corp"),
      "usage.csv": `${FILES["usage.csv"]}A,2026-11-25,7\n`,
      "tickets.csv": FILES["tickets.csv"].replace("2026-11-20,", "2026-11-20,2026-11-21"),
    }),
  );
  expect(result.clients).toEqual({ written: 1, unchanged: 1 });
  expect(result.events).toEqual({ written: 1, unchanged: 7 });
  expect(result.incidents).toEqual({ written: 1, unchanged: 1 });
  expect([result.daysRolledUp, result.clientsScored]).toEqual([1, 1]);
  const acme = await world.services.stores.clients.findByExternalId("A");
  expect([acme?.name, acme?.version]).toEqual(["Acme Corp", 2]);
  // 2,507 calls: 20.056; 2 logins: 2; a resolved critical incident leaves 90: 27
  expect(acme?.health?.score).toBe(49);
  const incident = await world.services.stores.incidents.findByExternalId(acme?._id ?? "", "T1");
  expect([incident?.status, incident?.version]).toEqual(["resolved", 2]);
});

for (const step of ["clients", "telemetry", "incidents", "roll-ups"]) {
  Deno.test(`an import that was interrupted at its ${step} goes on and ends as if it never was`, async () => {
    await using world = await openWorld(NOW);
    const controller = new AbortController();
    const report = (at: string) => {
      if (at === step) controller.abort(new Error("Stopped by the test"));
    };
    const interrupted = run(world, { signal: controller.signal, report }).write(await planOf(world));
    await expect(interrupted).rejects.toThrow("Stopped by the test");
    await run(world).write(await planOf(world));
    expect(await scoresOf(world)).toEqual([40, null]);
    expect(await usageOf(world)).toEqual([
      ["2026-05-01", { api_call: 10, login: 1 }],
      ["2026-11-24", { api_call: 2_500, login: 1 }],
      ["2026-11-25", { api_call: 0, login: 1 }],
    ]);
  });
}

async function scoresOf(world: World) {
  const clients = await Promise.all(
    ["A", "B"].map((id) => world.services.stores.clients.findByExternalId(id)),
  );
  return clients.map((client) => client?.health?.score ?? null);
}

async function usageOf(world: World) {
  const refs = await world.services.clients.findRefs([], ["A", "B"]);
  const days = await world.services.stores.usage.find(refs.map(({ _id }) => _id), "2026-01-01", "2026-12-31");
  return days.map(({ day, counts }) => [day, counts] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}
