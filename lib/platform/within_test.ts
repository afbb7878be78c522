import { expect } from "@std/expect";
import { within } from "@/lib/platform/within.ts";

Deno.test("an answer in time is given, one that fails fails, and one that is late is not waited for", async () => {
  expect(await within(10_000, "Redis", () => Promise.resolve("PONG"))).toBe("PONG");
  await expect(within(10_000, "Redis", () => Promise.reject(new TypeError("closed")))).rejects.toThrow(
    TypeError,
  );
  const never = Promise.withResolvers<string>();
  await expect(within(10, "MongoDB", () => never.promise)).rejects.toThrow(
    "MongoDB did not answer within 10 ms",
  );
});
