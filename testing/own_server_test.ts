import { expect } from "@std/expect";
import { Redis } from "ioredis";
import { redis as redisService } from "@/scripts/services/redis.ts";
import { OwnServer } from "@/testing/own_server.ts";
import { waitFor } from "@/testing/wait.ts";

Deno.test("a server of a test's own is killed and comes back with its data, or without", async () => {
  await using server = await OwnServer.start(redisService);
  const redis = new Redis({ ...server.target, maxRetriesPerRequest: null });
  redis.on("error", () => {});
  try {
    await redis.set("client", "Acme");
    // What is appended is on the disk within a second; SAVE has it there at once.
    await redis.save();
    await redis.bgrewriteaof();
    await waitFor(
      "the log to be written anew",
      async () => (await redis.info("persistence")).includes("aof_rewrite_in_progress:0"),
    );

    await server.kill();
    await server.start();
    expect(await redis.get("client")).toBe("Acme");

    await server.restartEmpty();
    expect(await redis.get("client")).toBe(null);
  } finally {
    redis.disconnect();
  }
});
