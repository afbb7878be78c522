import { expect } from "@std/expect";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { idempotent } from "@/lib/http/idempotency.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

/** Later than now: the database itself takes away what has expired. */
const NOW = "2036-03-31T12:00:00Z";

/** An app with one POST that counts how often it was done, and can be held up or made to fail. */
async function withCounter(
  test: (web: TestWeb, world: World, counter: { done: number; before: () => Promise<void> }) => Promise<void>,
): Promise<void> {
  await using world = await openWorld(NOW);
  const counter = { done: 0, before: () => Promise.resolve() };
  const handler = apiHandler({
    POST: idempotent(async (ctx) => {
      await counter.before();
      counter.done++;
      return ctx.json({ done: counter.done, got: await ctx.req.text() }, {
        status: 201,
        headers: { location: `/things/${counter.done}`, etag: '"1-x"' },
      });
    }),
  });
  await using web = openTestWeb(world, { "/api/v1/things": handler, "/api/v1/others": handler });
  await test(web, world, counter);
}

const post = (web: TestWeb, key: string, body: unknown = { a: 1 }, path = "/api/v1/things") =>
  web.send("POST", path, { body, headers: { "idempotency-key": key } });

Deno.test("the same key and body get the same answer for a day, and the work is done once", () =>
  withCounter(async (web, world, counter) => {
    const first = await post(web, "k1");
    const second = await post(web, "k1");
    for (const name of ["content-type", "location", "etag"]) {
      expect(second.headers.get(name)).toBe(first.headers.get(name));
    }
    expect([second.status, await second.text()]).toEqual([201, await first.text()]);
    expect(counter.done).toBe(1);
    await post(web, "k2");
    expect(counter.done).toBe(2);
    world.setNow("2036-04-01T12:00:00Z");
    await post(web, "k1");
    expect(counter.done).toBe(3);
  }));

Deno.test("the same key with another body, path or query gets 422", () =>
  withCounter(async (web, _world, counter) => {
    await post(web, "k1");
    for (
      const response of [
        await post(web, "k1", { a: 2 }),
        await post(web, "k1", { a: 1 }, "/api/v1/others"),
        await post(web, "k1", { a: 1 }, "/api/v1/things?b=1"),
      ]
    ) {
      expect(response.status).toBe(422);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      await response.body?.cancel();
    }
    expect(counter.done).toBe(1);
  }));

Deno.test("while the first request runs the second gets 409; a key that died with its process is free after a minute", () =>
  withCounter(async (web, world, counter) => {
    const held = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    counter.before = () => {
      started.resolve();
      return held.promise;
    };
    const first = post(web, "k1");
    await started.promise;
    const second = await post(web, "k1");
    expect(second.status).toBe(409);
    expect(second.headers.get("retry-after")).toBe("5");
    world.setNow("2036-03-31T12:01:01Z");
    counter.before = () => Promise.resolve();
    const third = await post(web, "k1");
    expect(await third.json()).toMatchObject({ done: 1 });
    held.resolve();
    // The one that was given up finishes late: its answer is its own, and what is kept stays.
    expect(await (await first).json()).toMatchObject({ done: 2 });
    expect(await (await post(web, "k1")).json()).toMatchObject({ done: 1 });
  }));

Deno.test("a request that was refused frees its key", () =>
  withCounter(async (web, _world, counter) => {
    counter.before = () => Promise.reject(new NotFoundError("No such thing"));
    expect((await post(web, "k1")).status).toBe(404);
    counter.before = () => Promise.resolve();
    expect((await post(web, "k1", { a: 2 })).status).toBe(201);
  }));

Deno.test("a key that is empty, too long or not printable gets 400; without a key nothing is kept", () =>
  withCounter(async (web, _world, counter) => {
    for (const key of ["", "x".repeat(256), "é", "a\tb"]) {
      const response = await post(web, key);
      expect([key, response.status]).toEqual([key, 400]);
      await response.body?.cancel();
    }
    expect((await post(web, "x".repeat(255))).status).toBe(201);
    for (let time = 0; time < 2; time++) await web.send("POST", "/api/v1/things", { body: { a: 1 } });
    expect(counter.done).toBe(3);
  }));

Deno.test("of many at once with one key exactly one does the work", () =>
  withCounter(async (web, _world, counter) => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(web, "k1")));
    expect(counter.done).toBe(1);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(statuses).toContain(201);
  }));
