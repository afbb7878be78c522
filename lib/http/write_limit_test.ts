import { expect } from "@std/expect";
import { endConnection } from "@/lib/platform/end_connection.ts";
import { connectRedis } from "@/lib/platform/redis.ts";
import { freePort } from "@/scripts/services/ports.ts";
import { openTestWeb, problemOf, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const OK = () => new Response(null, { status: 204 });

function openLimited(world: World, limits: { apiWritesPerMinute: number; trustedProxies?: number }): TestWeb {
  const config = { ...world.config, ...limits };
  return openTestWeb({ ...world, services: { ...world.services, config } }, { "/api/v1/clients": OK });
}

const statusOf = async (web: TestWeb, method: string, forwardedFor?: string) => {
  const headers: Record<string, string> = forwardedFor ? { "x-forwarded-for": forwardedFor } : {};
  return (await web.send(method, "/api/v1/clients", { headers })).status;
};

Deno.test("the write after the last one of a minute is refused, with how long to wait; reads are not", async () => {
  await using world = await openWorld();
  await using web = openLimited(world, { apiWritesPerMinute: 2 });
  expect(await statusOf(web, "POST")).toBe(204);
  expect(await statusOf(web, "DELETE")).toBe(204);
  const refused = await web.send("POST", "/api/v1/clients");
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(await problemOf(refused)).toMatchObject({
    type: "urn:cip:problem:too-many-requests",
    detail: "More than 2 writes came from this address within a minute; send larger batches or wait",
  });
  expect(await statusOf(web, "GET")).toBe(204);
});

Deno.test("web processes count together", async () => {
  await using world = await openWorld();
  await using one = openLimited(world, { apiWritesPerMinute: 1 });
  await using other = openLimited(world, { apiWritesPerMinute: 1 });
  expect(await statusOf(one, "POST")).toBe(204);
  expect(await statusOf(other, "POST")).toBe(429);
});

Deno.test("behind one proxy the last entry of X-Forwarded-For counts, whatever stands before it", async () => {
  await using world = await openWorld();
  await using web = openLimited(world, { apiWritesPerMinute: 1, trustedProxies: 1 });
  expect(await statusOf(web, "POST", "198.51.100.7")).toBe(204);
  expect(await statusOf(web, "POST", "203.0.113.9, 198.51.100.7")).toBe(429);
  expect(await statusOf(web, "POST", "198.51.100.7, 203.0.113.9")).toBe(204);
});

Deno.test("without a proxy X-Forwarded-For is not believed", async () => {
  await using world = await openWorld();
  await using web = openLimited(world, { apiWritesPerMinute: 1 });
  expect(await statusOf(web, "POST", "198.51.100.7")).toBe(204);
  expect(await statusOf(web, "POST", "203.0.113.9")).toBe(429);
});

Deno.test("0 is without limit", async () => {
  await using world = await openWorld();
  await using web = openLimited(world, { apiWritesPerMinute: 0 });
  for (let write = 0; write < 5; write++) expect(await statusOf(web, "POST")).toBe(204);
});

Deno.test("while Redis is away a process counts for itself", async () => {
  await using world = await openWorld();
  const redis = connectRedis({ ...world.config.redis, port: freePort() }, world.services.log);
  const away = { ...world, services: { ...world.services, redis } };
  await using web = openLimited(away, { apiWritesPerMinute: 1 });
  expect(await statusOf(web, "POST")).toBe(204);
  expect(await statusOf(web, "POST")).toBe(429);
  await endConnection(redis);
});
