/** What the product writes goes in again and changes nothing. */
import { expect } from "@std/expect";
import { parse } from "csv-parse/sync";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { clientRows } from "@/lib/exports/client_csv.ts";
import { clientCsvQuerySchema } from "@/lib/exports/query.ts";
import { csvResponse } from "@/lib/exports/responses.ts";
import { ImportRun } from "@/lib/imports/import_run.ts";
import { formatRejects } from "@/lib/imports/rejects.ts";
import { importPlan, rejectsOf } from "@/testing/import_plan.ts";
import { openWorld, type World } from "@/testing/world.ts";

const MAPPING = await Deno.readTextFile(new URL("../../examples/mappings/own-clients.yaml", import.meta.url));

/** What `GET /clients.csv` gives for a query. */
async function exported(world: World, query: Record<string, string>): Promise<Uint8Array> {
  const { bom, columns, dates, ...which } = clientCsvQuerySchema.parse(query);
  const rows = clientRows(world.services.clients.stream(which), { columns, dates });
  return await (await csvResponse({ fileName: "clients.csv", header: columns, rows, bom })).bytes();
}

/** Only some columns: the mapping without the lines of the others. */
const FEW_COLUMNS = { columns: "renewsAt,externalId,name", dates: "local" };
const FEW_MAPPING = MAPPING.split("\n").filter((line) =>
  !/^ {2}(\w+): \1$/.test(line) || /^ {2}(externalId|name|renewsAt):/.test(line)
).join("\n");

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
  const { services } = world;
  for (
    const [query, mapping] of [
      [{}, MAPPING],
      [{ bom: "true" }, MAPPING],
      [{ bom: "true", dates: "local" }, MAPPING],
      [FEW_COLUMNS, FEW_MAPPING],
    ] as const
  ) {
    const files = { "clients.csv": await exported(world, query) };
    const plan = await importPlan(files, mapping, {
      findStored: (ids) => services.clients.settings(ids),
    });
    expect(rejectsOf(plan)).toEqual([]);
    const { stores, intake, rollUp, health, cache, notice, removal, clock } = services;
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
