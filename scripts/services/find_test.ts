import { expect } from "@std/expect";
import { join } from "node:path";
import { findService } from "@/scripts/services/find.ts";
import { mongodb } from "@/scripts/services/mongodb.ts";
import { redis } from "@/scripts/services/redis.ts";
import { type TemporaryFolder, temporaryFolder } from "@/testing/temporary_folder.ts";

/** A folder with executables that end with the given exit codes, to stand for PATH. */
async function searchPathWith(executables: Record<string, number>): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  for (const [name, exitCode] of Object.entries(executables)) {
    await Deno.writeTextFile(join(folder.path, name), `#!/bin/sh\nexit ${exitCode}\n`, { mode: 0o755 });
  }
  return folder;
}

Deno.test("A given address comes before everything else", async () => {
  await using folder = await searchPathWith({ mongod: 0, "redis-server": 0, docker: 0 });
  const searchPath = folder.path;
  const environment = { MONGODB_URI: "mongodb://db.example/x", REDIS_HOST: "cache.example" };
  expect(await findService(mongodb, { environment, searchPath })).toEqual({
    origin: "given",
    address: { MONGODB_URI: "mongodb://db.example/x" },
  });
  expect(await findService(redis, { environment, searchPath })).toEqual({
    origin: "given",
    address: { REDIS_HOST: "cache.example", REDIS_PORT: "6379", REDIS_PASSWORD: "" },
  });
});

Deno.test("An empty variable counts as absent", async () => {
  await using folder = await searchPathWith({});
  const searchPath = folder.path;
  const found = await findService(mongodb, { environment: { MONGODB_URI: "" }, searchPath });
  expect(found).toEqual({ origin: "embedded" });
});

Deno.test("An executable on PATH comes before Docker, for each server on its own", async () => {
  await using folder = await searchPathWith({ "valkey-server": 0, docker: 0 });
  const searchPath = folder.path;
  expect(await findService(mongodb, { environment: {}, searchPath })).toEqual({ origin: "docker" });
  expect(await findService(redis, { environment: {}, searchPath })).toEqual({
    origin: "path",
    program: { command: join(searchPath, "valkey-server"), args: [] },
  });
});

Deno.test("Docker counts only when its daemon answers", async () => {
  await using folder = await searchPathWith({ docker: 1 });
  const searchPath = folder.path;
  expect(await findService(mongodb, { environment: {}, searchPath })).toEqual({ origin: "embedded" });
});

Deno.test("A file that may not be run is no server", async () => {
  await using folder = await searchPathWith({});
  const searchPath = folder.path;
  await Deno.writeTextFile(join(searchPath, "mongod"), "", { mode: 0o644 });
  expect(await findService(mongodb, { environment: {}, searchPath })).toEqual({ origin: "embedded" });
});

Deno.test("A sentence never shows the password of an address", () => {
  expect(mongodb.describe({ MONGODB_URI: "mongodb://dana:secret@db.example/x?tls=true" }))
    .toBe("mongodb://db.example/x?tls=true");
});
