import { expect } from "@std/expect";
import { join } from "node:path";
import { temporaryFolder } from "@/testing/temporary_folder.ts";
import {
  hasOwner,
  readState,
  removeRecord,
  type ServerRecord,
  writeRecord,
} from "@/scripts/services/state.ts";

const RECORD: ServerRecord = {
  origin: "embedded",
  address: { REDIS_HOST: "127.0.0.1", REDIS_PORT: "40001" },
  port: 40001,
  pid: 1,
  dataFolder: "/data",
  owner: Deno.pid,
  startedAt: "2026-01-01T00:00:00Z",
};

Deno.test("Records are kept apart, and a port outlives its record", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "state.json");
  await writeRecord(path, { key: "redis", record: RECORD });
  await writeRecord(path, { key: "mongodb", record: { ...RECORD, port: 40002 } });
  await removeRecord(path, "redis");
  expect(await readState(path)).toEqual({
    servers: { mongodb: { ...RECORD, port: 40002 } },
    ports: { redis: 40001, mongodb: 40002 },
  });
});

Deno.test("A missing, broken or foreign state says that nothing runs", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "state.json");
  for (const content of [undefined, '{"servers": {', '{"mongodb": 1}']) {
    if (content !== undefined) await Deno.writeTextFile(path, content);
    expect(await readState(path)).toEqual({ servers: {}, ports: {} });
  }
});

Deno.test("A server belongs to another process only while that process runs", async () => {
  expect(hasOwner({ ...RECORD, owner: Deno.ppid })).toBe(true);
  expect(hasOwner({ ...RECORD, owner: Deno.pid })).toBe(false);
  const ended = new Deno.Command("true").spawn();
  await ended.status;
  expect(hasOwner({ ...RECORD, owner: ended.pid })).toBe(false);
});
