import { expect } from "@std/expect";
import { type AnyBulkWriteOperation, MongoBulkWriteError } from "mongodb";
import { connectMongo, duplicatePositions, isMongoAway } from "@/lib/platform/mongo.ts";
import { openProxies } from "@/testing/world.ts";

interface Thing {
  _id: string;
}

/** A collection with one document, `known`, behind a proxy. */
async function openThings() {
  const proxies = openProxies();
  const database = connectMongo(proxies.config.mongo);
  const things = database.db.collection<Thing>("things");
  await things.insertOne({ _id: "known" });
  return {
    proxy: proxies.mongodb,
    things,
    async [Symbol.asyncDispose]() {
      proxies.mongodb.pass();
      await database.db.dropDatabase();
      await database.client.close();
      await proxies[Symbol.asyncDispose]();
    },
  };
}

async function failureOf(write: () => Promise<unknown>): Promise<unknown> {
  try {
    await write();
  } catch (error) {
    return error;
  }
  throw new Error("The write did not fail");
}

Deno.test("a bulk write that met duplicates says which, and has stored the others", async () => {
  await using opened = await openThings();
  const { things } = opened;
  const error = await failureOf(() =>
    things.insertMany([{ _id: "a" }, { _id: "known" }, { _id: "b" }, { _id: "a" }], { ordered: false })
  );
  expect(duplicatePositions(error)).toEqual([1, 3]);
  expect((await things.distinct("_id")).sort()).toEqual(["a", "b", "known"]);
});

Deno.test("a bulk write whose connection broke has no duplicates to tell of: its error is passed on", async () => {
  await using opened = await openThings();
  const { proxy, things } = opened;
  const upsert: AnyBulkWriteOperation<Thing> = {
    replaceOne: { filter: { _id: "c" }, replacement: { _id: "c" }, upsert: true },
  };
  for (const when of ["before", "after"] as const) {
    proxy.cutAt({ command: "insert", target: "things" }, { when });
    proxy.cutAt({ command: "update", target: "things" }, { when });
    const failures = [
      await failureOf(() => things.insertMany([{ _id: `a-${when}` }], { ordered: false })),
      await failureOf(() => things.bulkWrite([upsert], { ordered: false })),
    ];
    proxy.pass();
    for (const error of failures) {
      expect(error).toBeInstanceOf(MongoBulkWriteError);
      expect(() => duplicatePositions(error)).toThrow(MongoBulkWriteError);
      expect(isMongoAway(error)).toBe(true);
    }
  }
});

Deno.test("duplicates of one part say nothing of another part that broke", async () => {
  await using opened = await openThings();
  const { proxy, things } = opened;
  // The driver sends these one after the other: inserts, then updates.
  proxy.cutAt({ command: "update", target: "things" }, { when: "before" });
  const error = await failureOf(() =>
    things.bulkWrite([
      { insertOne: { document: { _id: "known" } } },
      { replaceOne: { filter: { _id: "d" }, replacement: { _id: "d" }, upsert: true } },
    ], { ordered: false })
  );
  expect(() => duplicatePositions(error)).toThrow(MongoBulkWriteError);
});

Deno.test("a bulk write that found no server says that MongoDB is away", async () => {
  await using opened = await openThings();
  const { proxy, things } = opened;
  proxy.refuse();
  const error = await failureOf(() => things.insertMany([{ _id: "e" }], { ordered: false }));
  expect(() => duplicatePositions(error)).toThrow(MongoBulkWriteError);
  expect(isMongoAway(error)).toBe(true);
});
