import { expect } from "@std/expect";
import { waitUntilHealthy } from "@/scripts/services/health.ts";
import { freePort } from "@/scripts/services/ports.ts";
import { redis } from "@/scripts/services/redis.ts";
import { testServices } from "@/testing/services.ts";

const signal = new AbortController().signal;

Deno.test("A server that answers is healthy", async () => {
  const { redisHost, redisPort } = testServices();
  const address = { REDIS_HOST: redisHost, REDIS_PORT: String(redisPort) };
  expect(await waitUntilHealthy(redis, address, { limitSeconds: 10, signal })).toBe(true);
});

Deno.test("A server that does not answer is given up with its address and the driver's reason", async () => {
  const port = freePort();
  const wait = waitUntilHealthy(redis, redis.addressAt(port, "path"), { limitSeconds: 0, signal });
  await expect(wait).rejects.toThrow(
    `Redis does not answer at 127.0.0.1:${port} after 0 s: connect ECONNREFUSED`,
  );
});

Deno.test("The wait ends with the process that was waited for", async () => {
  const address = redis.addressAt(freePort(), "path");
  const wait = { limitSeconds: 60, signal, ended: Promise.resolve() };
  expect(await waitUntilHealthy(redis, address, wait)).toBe(false);
});
