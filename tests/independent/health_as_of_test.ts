/**
 * Real folders through the real commands, compared with a calculation that shares no code with the product: Python, exact
 * fractions, from the source files alone (health_as_of.py). FULL_IMPORT=1 imports every row; without it only the rows
 * that the tested days look at.
 */
import { expect } from "@std/expect";
import { readMapping } from "@/lib/imports/mapping.ts";
import type { ImportPlan } from "@/lib/imports/plan.ts";
import { readFolder } from "@/lib/imports/read_folder.ts";
import { runCommandLine } from "@/testing/command_line.ts";
import { emptyDatabase } from "@/testing/empty_database.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";
import { openWorld, type World } from "@/testing/world.ts";
import { thinFolder } from "@/tests/independent/thin_folder.ts";

const DATA = new URL("../../../shared/data/", import.meta.url).pathname;
const MAPPINGS = new URL("../../examples/mappings/", import.meta.url).pathname;
const PROGRAM = new URL("health_as_of.py", import.meta.url).pathname;
const isFull = Deno.env.get("FULL_IMPORT") === "1";

const isThere = (path: string) => Deno.stat(path).then(() => true, () => false);
const hasPython = await new Deno.Command("python3", { args: ["--version"] }).output().then(
  ({ success }) => success,
  () => false,
);
const missing = !await isThere(DATA)
  ? "../shared/data is not there"
  : hasPython
  ? null
  : "there is no python3";

function independent(name: string, test: () => Promise<void>): void {
  Deno.test({
    name: missing === null ? name : `${name} (skipped: ${missing})`,
    ignore: missing !== null,
    fn: test,
  });
}

interface Line {
  externalId: string;
  score: number | null;
  band: string;
  coverage: number;
  usage: number | null;
  engagement: number | null;
  incident: number | null;
}

const SETS = [
  {
    kind: "ravenstack",
    folder: "ravenstack/original",
    mapping: "ravenstack.yaml",
    days: ["2024-03-31", "2024-12-31"],
    dateColumns: {
      "ravenstack_feature_usage.csv": "usage_date",
      "ravenstack_support_tickets.csv": "submitted_at",
      "ravenstack_churn_events.csv": "churn_date",
    },
  },
  {
    kind: "incubator",
    folder: "asf_incubator",
    mapping: "asf-incubator.yaml",
    days: ["2004-02-29", "2007-12-31", "2010-06-30", "2012-06-30", "2015-01-31"],
    dateColumns: { "daily_activity.csv": "date" },
  },
];

for (const { kind, folder, mapping, days, dateColumns } of SETS) {
  independent(
    `scores of ${kind} as of ${days.join(", ")} agree with the independent calculation`,
    async () => {
      await using world = await openWorld();
      await using temporary = await temporaryFolder();
      const source = isFull ? DATA + folder : temporary.path;
      if (!isFull) await thinFolder(DATA + folder, source, { dateColumns, days });
      const imported = await command(world, "import", [
        source,
        "--mapping",
        MAPPINGS + mapping,
        "--no-score",
      ]);
      expect(imported).toContain("Rejected: 0 rows");
      const expected = await workedOut(kind, source, days);
      for (const day of days) {
        const scores = parseLines<Line>(await command(world, "score", ["--as-of", day, "--json"]));
        expectAgreement(scores, expected.get(day) ?? []);
      }
      await emptyDatabase(world.services.database.db);
    },
  );
}

/** Score and band exactly, the rest to 1e-9: the independent calculation rounds its fractions only when it prints. */
function expectAgreement(scores: readonly Line[], expected: readonly Line[]): void {
  expect(expected.length).toBeGreaterThan(0);
  expect(scores.map(({ externalId }) => externalId)).toEqual(expected.map(({ externalId }) => externalId));
  for (const [index, line] of scores.entries()) {
    const other = expected[index];
    expect([line.externalId, line.score, line.band]).toEqual([other?.externalId, other?.score, other?.band]);
    for (const key of ["coverage", "usage", "engagement", "incident"] as const) {
      const [ours, theirs] = [line[key], other?.[key] ?? null];
      if (ours === null || theirs === null) {
        expect([line.externalId, key, ours]).toEqual([line.externalId, key, theirs]);
      } else expect(Math.abs(ours - theirs)).toBeLessThan(1e-9);
    }
  }
}

/** What a command prints; it must end well. */
async function command(world: World, name: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommandLine(world.config, name, args);
  expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
  return stdout;
}

async function workedOut(
  kind: string,
  folder: string,
  days: readonly string[],
): Promise<Map<string, Line[]>> {
  const { stdout } = await new Deno.Command("python3", { args: [PROGRAM, kind, folder, ...days] }).output();
  return Map.groupBy(parseLines<Line & { day: string }>(new TextDecoder().decode(stdout)), ({ day }) => day);
}

function parseLines<Item>(text: string): Item[] {
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

async function planOf(folder: string, mapping: string): Promise<ImportPlan> {
  return await readFolder(DATA + folder, await readMapping(MAPPINGS + mapping), {
    now: new Date(),
    retentionDays: 10_000,
    findStored: () => Promise.resolve(new Map()),
  });
}

const rowsOf = ({ targets }: ImportPlan, name: string) => targets.find(({ target }) => target === name)?.rows;

independent(
  "RavenStack is 500 clients, 25,000 usage rows, 2,000 incidents, 600 outcomes; its variant is the same",
  async () => {
    const original = await planOf("ravenstack/original", "ravenstack.yaml");
    expect(original.rejects).toEqual([]);
    expect([original.clients.length, original.incidents.length, original.outcomes.length]).toEqual([
      500,
      2_000,
      600,
    ]);
    expect(rowsOf(original, "telemetry api_call")).toBe(25_000);
    const variant = await planOf("ravenstack/variant_bom_dmy_dash", "ravenstack-dmy.yaml");
    expect(variant.rejects).toEqual([]);
    const { clients, events, incidents, outcomes } = variant;
    expect({ clients, events, incidents, outcomes }).toEqual({
      clients: original.clients,
      events: original.events,
      incidents: original.incidents,
      outcomes: original.outcomes,
    });
  },
);

independent("the Incubator is 207 clients and 68,584 source rows", async () => {
  const plan = await planOf("asf_incubator", "asf-incubator.yaml");
  expect(plan.rejects).toEqual([]);
  expect(plan.clients.length).toBe(207);
  expect(rowsOf(plan, "telemetry api_call")).toBe(68_584);
  const kinds = Map.groupBy(plan.outcomes, ({ kind }) => kind);
  expect([kinds.get("churned")?.length, kinds.get("left_well")?.length]).toEqual([43, 164]);
});
