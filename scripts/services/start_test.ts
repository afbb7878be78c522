import { expect } from "@std/expect";
import { Redis } from "ioredis";
import { MongoClient } from "mongodb";
import { join } from "node:path";
import { isRunning } from "@/scripts/process/liveness.ts";
import { Progress } from "@/scripts/process/progress.ts";
import type { Address } from "@/scripts/services/service.ts";
import { type RunningServices, startServices } from "@/scripts/services/start.ts";
import { readState } from "@/scripts/services/state.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

/** Starts services under the folder given as argument, says where they are, and ends them on SIGTERM. */
const OTHER_PROCESS = `
import { Progress } from "@/scripts/process/progress.ts";
import { aborted } from "@/scripts/process/interruption.ts";
import { runScript } from "@/scripts/process/script.ts";
import { startServices } from "@/scripts/services/start.ts";
await runScript(async (signal) => {
  const progress = new Progress(() => {});
  await using services = await startServices({ root: Deno.args[0] ?? "", environment: {}, progress, signal });
  await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(services.environment)));
  await aborted(signal);
  return 0;
});
`;

function start(root: string): Promise<RunningServices> {
  return startServices({
    root,
    environment: {},
    progress: new Progress(() => {}),
    signal: new AbortController().signal,
  });
}

async function startElsewhere(root: string) {
  const script = join(root, "other_process.ts");
  await Deno.writeTextFile(script, OTHER_PROCESS);
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config=deno.json", script, root],
    stdout: "piped",
  }).spawn();
  const { value } = await process.stdout.getReader().read();
  return {
    environment: JSON.parse(new TextDecoder().decode(value)) as Record<string, string>,
    async end(signal: Deno.Signal) {
      process.kill(signal);
      await process.status;
    },
  };
}

async function serverPids(root: string): Promise<number[]> {
  const { servers } = await readState(join(root, "state.json"));
  return Object.values(servers).flatMap((record) => record?.pid ?? []);
}

async function storeSomething(environment: Address): Promise<void> {
  await withClients(environment, async (mongo, redis) => {
    await mongo.db().collection<{ _id: string }>("things").insertOne({ _id: "kept" });
    await redis.set("thing", "kept");
  });
}

async function readSomething(environment: Address): Promise<unknown[]> {
  return await withClients(environment, async (mongo, redis) => {
    const things = await mongo.db().collection("things").find().toArray();
    return [...things.map(({ _id }) => _id), await redis.get("thing")];
  });
}

async function withClients<Result>(
  environment: Address,
  work: (mongo: MongoClient, redis: Redis) => Promise<Result>,
): Promise<Result> {
  const mongo = new MongoClient(environment["MONGODB_URI"] ?? "");
  const redis = new Redis({ host: environment["REDIS_HOST"] ?? "", port: Number(environment["REDIS_PORT"]) });
  try {
    return await work(mongo, redis);
  } finally {
    await mongo.close();
    redis.disconnect();
  }
}

Deno.test("Services are started once, kept running by whoever started them, and keep their data", async (t) => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const first = await startElsewhere(root);
  const pids = await serverPids(root);

  await t.step("A second start uses the running servers and leaves them running", async () => {
    const second = await start(root);
    expect(second.environment).toEqual(first.environment);
    await second.stop();
    expect(pids.map(isRunning)).toEqual([true, true]);
  });

  await t.step(
    "When their owner is killed they end, and the next start finds their data at the same addresses",
    async () => {
      await storeSomething(first.environment);
      await first.end("SIGKILL");
      const next = await start(root);
      expect(pids.map(isRunning)).toEqual([false, false]);
      expect(next.environment).toEqual(first.environment);
      expect(await readSomething(next.environment)).toEqual(["kept", "kept"]);
      const nextPids = await serverPids(root);
      await next.stop();
      expect(nextPids.map(isRunning)).toEqual([false, false]);
      expect(await serverPids(root)).toEqual([]);
    },
  );

  await t.step("A later start finds the data, too", async () => {
    await using later = await start(root);
    expect(await readSomething(later.environment)).toEqual(["kept", "kept"]);
  });
});

Deno.test("Two starts at once make one set of servers, and SIGTERM ends them", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const [one, other] = await Promise.all([startElsewhere(root), startElsewhere(root)]);
  expect(one.environment).toEqual(other.environment);
  const pids = await serverPids(root);
  expect(pids.map(isRunning)).toEqual([true, true]);
  await Promise.all([one.end("SIGTERM"), other.end("SIGTERM")]);
  expect(pids.map(isRunning)).toEqual([false, false]);
});

Deno.test("A record of servers that have gone is cleared, and a damaged folder is named", async (t) => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await (await start(root)).stop();
  const { ports } = await readState(join(root, "state.json"));
  const data = Array.from(Deno.readDirSync(join(root, "data")), ({ name }) => join(root, "data", name))
    .sort();

  await t.step("A process id that another program has now is not taken for a server", async () => {
    const record = (key: "mongodb" | "redis", address: Record<string, string>) => ({
      origin: "embedded",
      address,
      port: ports[key],
      pid: Deno.pid,
      dataFolder: root,
      owner: Deno.pid,
      startedAt: "2026-01-01T00:00:00Z",
    });
    const servers = {
      mongodb: record("mongodb", {
        MONGODB_URI: `mongodb://127.0.0.1:${ports.mongodb}/?directConnection=true`,
      }),
      redis: record("redis", { REDIS_HOST: "127.0.0.1", REDIS_PORT: String(ports.redis) }),
    };
    await Deno.writeTextFile(join(root, "state.json"), JSON.stringify({ servers, ports }));
    await using _services = await start(root);
    expect(await serverPids(root)).not.toContain(Deno.pid);
  });

  await t.step("A damaged folder: the sentence says what to do, nothing is left running", async () => {
    const [mongodbFolder = ""] = data;
    await Deno.writeTextFile(join(mongodbFolder, "WiredTiger.turtle"), "no turtle");
    const error = await start(root).catch((error: Error) => error);
    expect(error).toHaveProperty("message", expect.stringContaining("MongoDB ended while it was starting"));
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining(`move this folder away (mv ${mongodbFolder}`),
    );
    expect(error).toHaveProperty("message", expect.stringContaining("Last lines of"));
    expect(await serverPids(root)).toEqual([]);
  });
});
