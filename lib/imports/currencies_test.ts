/** An amount in a file is read in the decimals of the currency that it will stand beside. */
import { expect } from "@std/expect";
import { putClients } from "@/lib/clients/put_clients.ts";
import { describePlan } from "@/lib/imports/summary.ts";
import { importPlan, rejectsOf } from "@/testing/import_plan.ts";
import { openWorld, type World } from "@/testing/world.ts";

const mappingOf = (fields: string) =>
  `name: t\nfiles: { f: f.csv, s: s.csv }\nclients: { file: f, externalId: id, timezone: { value: UTC }, ${fields} }`;

/** One who pays ¥1,200,000 and one who pays 1,234.567 dinars. */
async function addStored(world: World): Promise<void> {
  await world.createClient({ externalId: "yen", name: "Yen", mrr: 1_200_000, currency: "JPY" });
  await world.createClient({ externalId: "dinar", name: "Dinar", mrr: 1_234_567, currency: "BHD" });
}

/** What the files come to where these are stored, and the money that is stored when it is written. */
async function imported(world: World, files: Record<string, string>, mapping: string) {
  const { clients, stores, clock } = world.services;
  const plan = await importPlan({ "s.csv": "id,amt\n", ...files }, mapping, {
    findStored: (ids) => clients.settings(ids),
  });
  await putClients(plan.clients, { store: stores.clients, clock });
  const money = (await stores.clients.findSettings(["yen", "dinar", "new"])).map((
    { externalId, mrr, currency },
  ) => [externalId, mrr, currency]).sort();
  return { plan, money };
}

Deno.test("without a currency an amount is in that of the stored client, else in the default, and both are said", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  await addStored(world);
  const { plan, money } = await imported(
    world,
    { "f.csv": "id,mrr\nyen,1300000\ndinar,2.5\nnew,12.50\n" },
    mappingOf("mrr: mrr"),
  );
  expect(rejectsOf(plan)).toEqual([]);
  expect(money).toEqual([["dinar", 2_500, "BHD"], ["new", 1_250, "USD"], ["yen", 1_300_000, "JPY"]]);
  expect(describePlan(plan)).toContain(
    "The mapping has no currency, so mrr is read in\n  BHD for 1 stored client\n  JPY for 1 stored client\n" +
      "  USD, the default, for 1 new client\n",
  );
});

Deno.test("what the stored currency has no decimals for is a reject, of a sum too", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  await addStored(world);
  const plain = await imported(world, { "f.csv": "id,mrr\nyen,12.50\n" }, mappingOf("mrr: mrr"));
  expect(rejectsOf(plain.plan)).toEqual(["f.csv:2: mrr is finer than the smallest unit of JPY"]);
  const sum = await imported(
    world,
    { "f.csv": "id\nyen\ndinar\n", "s.csv": "id,amt\nyen,7.5\nyen,7.5\ndinar,0.125\n" },
    mappingOf("mrr: { sum: { file: s, by: id, column: amt } }"),
  );
  expect(sum.money).toEqual([["dinar", 125, "BHD"], ["yen", 15, "JPY"]]);
});

Deno.test("a row's own currency counts, whatever is stored, and nothing is assumed", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  await addStored(world);
  const { plan, money } = await imported(
    world,
    { "f.csv": "id,mrr,cur\nyen,12.50,EUR\n" },
    mappingOf("mrr: mrr, currency: cur"),
  );
  expect(money).toEqual([["dinar", 1_234_567, "BHD"], ["yen", 1_250, "EUR"]]);
  expect(plan.assumedCurrencies).toEqual([]);
});

Deno.test("another currency without an amount would make another amount of the stored one: a reject", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  await addStored(world);
  const { plan, money } = await imported(
    world,
    { "f.csv": "id,cur\nyen,EUR\ndinar,BHD\nnew,EUR\n" },
    mappingOf("currency: cur"),
  );
  expect(rejectsOf(plan)).toEqual([
    "f.csv:2: currency EUR is not that of the stored mrr, JPY: it must come with an mrr",
  ]);
  expect(money).toEqual([["dinar", 1_234_567, "BHD"], ["new", 0, "EUR"], ["yen", 1_200_000, "JPY"]]);
});

Deno.test("an amount is not put beside a currency that came meanwhile", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  await addStored(world);
  const { clients, stores, clock } = world.services;
  const plan = await importPlan(
    { "f.csv": "id,mrr\nyen,1300000\n", "s.csv": "id\n" },
    mappingOf("mrr: mrr"),
    {
      findStored: (ids) => clients.settings(ids),
    },
  );
  await clients.change("external:yen", { mrr: 5_000, currency: "EUR" });
  await expect(putClients(plan.clients, { store: stores.clients, clock })).rejects.toThrow(
    'Client "yen" was given the currency EUR by someone else meanwhile',
  );
  expect((await clients.get("external:yen")).mrr).toBe(5_000);
});
