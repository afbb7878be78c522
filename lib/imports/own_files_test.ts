/** What the product writes goes in again and changes nothing. */
import { expect } from "@std/expect";
import { parse } from "csv-parse/sync";
import { clientExportQuerySchema } from "@/lib/clients/query.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { CLIENT_CSV_COLUMNS, clientRows } from "@/lib/exports/client_csv.ts";
import { csvResponse } from "@/lib/exports/responses.ts";
import { ImportRun } from "@/lib/imports/import_run.ts";
import { formatRejects } from "@/lib/imports/rejects.ts";
import { importPlan, rejectsOf } from "@/testing/import_plan.ts";
import { openWorld, type World } from "@/testing/world.ts";

const MAPPING = await Deno.readTextFile(new URL("../../examples/mappings/own-clients.yaml", import.meta.url));

async function exported(world: World, options: { bom: boolean }): Promise<Uint8Array> {
  const response = await csvResponse({
    fileName: "clients.csv",
    header: CLIENT_CSV_COLUMNS,
    rows: clientRows(world.services.clients.stream(clientExportQuerySchema.parse({})), {
      columns: CLIENT_CSV_COLUMNS,
      dates: "utc",
    }),
    ...options,
  });
  return await response.bytes();
}

Deno.test("the CSV of clients goes in again and changes nothing", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  const names = [
    "+49 30 123",
    "-Minus Ltd",
    "＝SUM(A1)",
    "'=quoted",
    "'s Hertogenbosch",
    'say "hi", Ltd',
    "Cafe\u0301",
    "名前",
  ];
  for (const [at, name] of names.entries()) {
    await world.createClient({
      externalId: at === 0 ? "-5" : `c${at}`,
      name: newClientSchema.shape.name.parse(name),
      mrr: 123_456 + at,
      currency: ["EUR", "JPY", "KWD", "USD"][at % 4] ?? "EUR",
      timezone: "Asia/Tokyo",
      startedAt: new Date("2026-02-03T04:05:06.789Z"),
      renewsAt: at % 2 === 0 ? new Date("2027-02-03T04:05:06Z") : null,
      owner: at % 3 === 0 ? "=Dana" : null,
      tags: ["a; b", "c"],
      ...(at === 2 ? { status: "churned" as const, endedOn: "2026-06-01" } : {}),
    });
  }
  const everything = async () =>
    (await world.services.database.db.collection("clients").find().toArray()).map((client) =>
      JSON.stringify(client)
    )
      .sort();
  const before = await everything();
  for (const bom of [false, true]) {
    const plan = await importPlan({ "clients.csv": await exported(world, { bom }) }, MAPPING);
    expect(rejectsOf(plan)).toEqual([]);
    const { stores, intake, rollUp, health, cache, notice, removal, clock } = world.services;
    const run = new ImportRun({ ...stores, intake, rollUp, health, cache, notice, removal, clock }, {
      score: false,
    });
    expect((await run.write(plan)).clients).toEqual({ written: 0, unchanged: names.length });
  }
  expect(await everything()).toEqual(before);
});

Deno.test("a rejects file can be read as CSV, and gives back the file, line and cells it names", () => {
  const reject = { file: "=a.csv", line: 2, reason: "=b is missing", cells: ["=1+1", 'say "hi"'] };
  const [, row] = parse(formatRejects([reject])) as string[][];
  expect(row).toEqual(["'=a.csv", "2", "'=b is missing", JSON.stringify(reject.cells)]);
});
