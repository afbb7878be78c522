/** The commands as a user runs them: what they print, where, and how they end. */
import { expect } from "@std/expect";
import { runCommandLine } from "@/testing/command_line.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";
import { openWorld } from "@/testing/world.ts";

const FILES = {
  "small.yaml": `
name: small
files: { accounts: accounts.csv, usage: usage.csv }
clients: { file: accounts, externalId: id, startedAt: start }
telemetry:
  - { file: usage, client: id, at: day, type: { value: api_call }, count: calls }
  - { file: usage, client: id, at: day, type: { value: login }, once: day }
`,
  "accounts.csv": "id,start\nb,2026-01-01\na,2026-01-01\n",
  "usage.csv": "id,day,calls\na,2026-05-01,2500\na,2026-05-02,oops\nb,2026-05-02,0\n",
};

async function folderOf(files: Record<string, string>) {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder.path}/${name}`, content);
  }
  return folder;
}

Deno.test("a folder is imported, its bad row handed back, scored as of a day, and rebuilt without a difference", async () => {
  await using world = await openWorld();
  await using folder = await folderOf(FILES);
  const command = (name: string, ...args: string[]) => runCommandLine(world.config, name, args, folder.path);

  const imported = await command("import", ".", "--mapping", "small.yaml");
  expect(imported.code).toBe(0);
  expect(imported.stdout).toContain("2 of 2 source rows");
  expect(imported.stdout).toContain('usage.csv:3: count "oops" is not a whole number');
  const rejects = await Deno.readTextFile(`${folder.path}/small.rejects.csv`);
  expect(rejects.split("\r\n")[1]).toBe(
    '"usage.csv",3,"count ""oops"" is not a whole number","[""a"",""2026-05-02"",""oops""]"',
  );

  const scored = await command("score", "--as-of", "2026-05-31", "--json");
  // a: nothing in the window but before, no incident: 30; b: 0 of 5,000 calls, 1 of 30 logins, no incident: 31
  expect(scored.stdout.trim().split("\n").map((line) => JSON.parse(line))).toEqual([
    { externalId: "a", score: 30, band: "critical", coverage: 1, usage: 0, engagement: 0, incident: 100 },
    {
      externalId: "b",
      score: 31,
      band: "critical",
      coverage: 1,
      usage: 0,
      engagement: 10 / 3,
      incident: 100,
    },
  ]);
  expect((await command("score", "--as-of", "2026-05-31")).stdout).toContain(
    "2 clients at the end of 2026-05-31",
  );
  expect((await command("score", "--as-of", "2025-12-31", "--json")).stdout).toBe("");

  const unchanged = await command("rebuild");
  expect(unchanged.stdout).toContain("of 2 clients from raw events: nothing differed");
  await world.services.database.db.collection("usage_daily").updateOne({ day: "2026-05-01" }, {
    $set: { "counts.api_call": 1 },
  });
  expect((await command("rebuild")).stdout).toContain("1 client differed, scored anew");
  expect((await command("rebuild")).stdout).toContain("nothing differed");
});

Deno.test("a dry run says what would happen and needs no server", async () => {
  await using world = await openWorld();
  await using folder = await folderOf(FILES);
  const config = { ...world.config, mongo: { uri: "mongodb://127.0.0.1:1/none", database: "none" } };
  const args = [".", "--mapping", "small.yaml", "--dry-run"];
  const { code, stdout } = await runCommandLine(config, "import", args, folder.path);
  expect(code).toBe(0);
  expect(stdout).toContain("Rejected: 1 row");
  expect(stdout).toContain("Nothing was written: this was a dry run");
  const left = (await Array.fromAsync(Deno.readDir(folder.path))).map(({ name }) => name).sort();
  expect(left).toEqual(["accounts.csv", "small.yaml", "usage.csv"]);
});

Deno.test("a call, a mapping or a folder that cannot be used ends with 2 and a sentence", async () => {
  await using world = await openWorld();
  await using folder = await folderOf({ ...FILES, "usage.csv": "id,date,calls\n" });
  const failure = async (name: string, ...args: string[]) => {
    const { code, stdout, stderr } = await runCommandLine(world.config, name, args, folder.path);
    expect([code, stdout]).toEqual([2, ""]);
    return stderr;
  };
  expect(await failure("import", ".", "--mapping", "small.yaml", "--dry-run")).toBe(
    'usage.csv has no column "day"; its columns are id, date, calls\n',
  );
  expect(await failure("import", ".", "--mapping", "none.yaml")).toBe(
    `There is no mapping file ${folder.path}/none.yaml\n`,
  );
  expect(await failure("import", ".")).toContain(
    "Give a mapping with --mapping\nUsage: npx -y deno@2.9.6 task import",
  );
  expect(await failure("import", ".", "--mappings", "x")).toContain("Unknown option '--mappings'");
  expect(await failure("score", "--as-of", "2026-02-30")).toContain(
    '--as-of "2026-02-30" is not a calendar date',
  );
});
