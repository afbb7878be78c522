/** An import that says that it is done has stored and counted everything, wherever the connection broke before. */
import { expect } from "@std/expect";
import { isMongoAway } from "@/lib/platform/mongo.ts";
import { ImportRun } from "@/lib/imports/import_run.ts";
import { parseMapping } from "@/lib/imports/mapping.ts";
import type { ImportPlan } from "@/lib/imports/plan.ts";
import { readFolder } from "@/lib/imports/read_folder.ts";
import { cutEverywhere, expectCounted, openDisturbedWorld } from "@/testing/every_cut.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";
import type { World } from "@/testing/world.ts";

const NOW = "2026-11-25T12:00:00Z";

const MAPPING = parseMapping(
  `
name: test
files: { accounts: accounts.csv, usage: usage.csv, tickets: tickets.csv, ends: ends.csv }
clients: { file: accounts, externalId: id, name: name, startedAt: start, plan: plan }
telemetry:
  - { file: usage, client: id, at: day, type: { value: api_call }, count: calls }
incidents:
  - { file: tickets, client: id, externalId: number, title: number, severity: level, openedAt: opened, resolvedAt: closed }
outcomes:
  - { file: ends, client: id, externalId: number, kind: { value: renewed }, on: day }
`,
  "test.yaml",
);

/** One client that is there already and changes, and one that is new. */
const filesOf = (name: string) => ({
  "accounts.csv": `id,name,start,plan\n${name},Acme,2026-01-01,pro\n${name}-new,Bolt,2026-01-01,pro\n`,
  "usage.csv": `id,day,calls\n${name},2026-11-24,2000\n${name},2026-11-23,500\n${name}-new,2026-05-01,10\n`,
  "tickets.csv":
    `number,id,level,opened,closed\nT1,${name},critical,2026-11-20,\nT2,${name}-new,low,2026-05-01,2026-05-02\n`,
  "ends.csv": `number,id,day\n1,${name}-new,2026-06-01\n`,
});

async function planOf(world: World, name: string): Promise<ImportPlan> {
  await using folder = await temporaryFolder();
  for (const [file, content] of Object.entries(filesOf(name))) {
    await Deno.writeTextFile(`${folder.path}/${file}`, content);
  }
  return await readFolder(folder.path, MAPPING, {
    now: world.services.clock(),
    retentionDays: 10_000,
    findStored: () => Promise.resolve(new Map()),
  });
}

/** What `deno task import` does; false when it failed and is to be started again. */
async function runImport(world: World, plan: ImportPlan): Promise<boolean> {
  const { services } = world;
  try {
    await services.intakeRecovery.catchUp();
    await new ImportRun({ ...services, ...services.stores }, { score: true }).write(plan);
    return true;
  } catch (error) {
    expect(isMongoAway(error)).toBe(true);
    return false;
  }
}

Deno.test("import: done means that all is stored once, rolled up and scored", async () => {
  await using disturbed = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  const { stores, clients } = world.services;

  const commands = await cutEverywhere(disturbed, async (name) => {
    await world.createClient({ externalId: name, plan: "free" });
    const plan = await planOf(world, name);
    async function check() {
      const [known, created] = [
        await clients.get(`external:${name}`),
        await clients.get(`external:${name}-new`),
      ];
      expect([known.plan, created.plan]).toEqual(["pro", "pro"]);
      await expectCounted(world, known, { api_call: 2_500 });
      await expectCounted(world, created, { api_call: 10 });
      const incidents = await stores.incidents.findOfClients([known._id, created._id]);
      expect(incidents.map(({ externalId }) => externalId).sort()).toEqual(["T1", "T2"]);
      expect((await stores.outcomes.findOfClient(created._id)).map(({ kind }) => kind)).toEqual(["renewed"]);
      // 2,500 calls are half of usage, one critical incident leaves 60, nothing is known of engagement:
      // (0.4 · 50 + 0.3 · 60) / 0.7 = 54.29
      expect(known.health?.score).toBe(54);
      expect(created.health).not.toBeNull();
    }
    return { attempt: () => runImport(world, plan), whenTold: check, check };
  });

  for (
    const step of [
      "insert clients",
      "update clients",
      "insert telemetry",
      "insert telemetry_messages",
      "update rollup_marks",
      "update usage_daily",
      "update incidents",
      "update outcomes",
    ]
  ) expect(commands).toContain(step);
});
