import { expect } from "@std/expect";
import { MongoClient, MongoNetworkError } from "mongodb";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { openTestRedis } from "@/testing/redis.ts";
import { testServices } from "@/testing/services.ts";
import { waitFor } from "@/testing/wait.ts";
import { WireReader } from "@/testing/wire_command.ts";

/** The real MongoDB through a proxy, without retries: each fault is seen as it is. */
function openThroughProxy() {
  const uri = new URL(testServices().mongodbUri);
  const target = { host: uri.hostname, port: Number(uri.port) };
  const proxy = new FaultProxy(target, "mongodb");
  const client = new MongoClient(`mongodb://127.0.0.1:${proxy.address.port}/?directConnection=true`, {
    retryWrites: false,
    retryReads: false,
  });
  const db = client.db(`test_${crypto.randomUUID().slice(0, 8)}`);
  return {
    proxy,
    things: db.collection<{ _id: number }>("things"),
    async [Symbol.asyncDispose]() {
      proxy.pass();
      await db.dropDatabase();
      await client.close();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

Deno.test("a request that is cut before never arrives, one that is cut after is carried out", async () => {
  await using through = openThroughProxy();
  const { proxy, things } = through;
  await things.insertOne({ _id: 1 });

  const before = proxy.cutAt({ command: "insert", target: "things" }, { when: "before", times: 1 });
  await expect(things.insertOne({ _id: 2 })).rejects.toThrow(MongoNetworkError);
  expect(before.hits).toBe(1);

  const after = proxy.cutAt({ command: "insert", target: "things" }, { when: "after", times: 1 });
  await expect(things.insertOne({ _id: 3 })).rejects.toThrow(MongoNetworkError);
  expect(after.hits).toBe(1);

  const stored = await things.find().sort({ _id: 1 }).toArray();
  expect(stored.map(({ _id }) => _id)).toEqual([1, 3]);
});

Deno.test("requests are recorded by name and collection, those for more of a cursor too", async () => {
  await using through = openThroughProxy();
  const { proxy, things } = through;
  await things.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);

  const record = proxy.record();
  await things.find({}, { batchSize: 2 }).toArray();

  expect(record.filter(({ target }) => target === "things").map(({ command }) => command))
    .toEqual(["find", "getMore"]);
});

Deno.test("frozen connections stay silent and open, new ones work, and a frozen server goes on when it is let", async () => {
  await using test = await openTestRedis();
  await using proxy = new FaultProxy(test.config, "redis");
  const connect = () => Deno.connect({ hostname: "127.0.0.1", port: proxy.address.port });
  const ping = async (connection: Deno.TcpConn) => {
    await connection.write(new TextEncoder().encode("*1\r\n$4\r\nPING\r\n"));
    const reply = new Uint8Array(16);
    const length = await connection.read(reply) ?? 0;
    return new TextDecoder().decode(reply.subarray(0, length));
  };

  const old = await connect();
  expect(await ping(old)).toBe("+PONG\r\n");
  proxy.freezeExisting();
  let answered = false;
  const unanswered = ping(old).then(() => answered = true).catch(() => {});
  const fresh = await connect();
  expect(await ping(fresh)).toBe("+PONG\r\n");
  expect(answered).toBe(false);

  proxy.freezeAll();
  const late = ping(fresh);
  proxy.pass();
  expect(await late).toBe("+PONG\r\n");
  expect(proxy.connections).toBe(2);

  proxy.refuse();
  await waitFor("both connections to be broken", () => Promise.resolve(proxy.connections === 0));
  old.close();
  fresh.close();
  await unanswered;
});

Deno.test("the bytes of a request are put together however they arrive", () => {
  const reader = new WireReader("redis");
  const bytes = new TextEncoder().encode("*3\r\n$4\r\nXADD\r\n$4\r\nlive\r\n$1\r\n*\r\n*1\r\n$4\r\nPING\r\n");
  const requests = Array.from(bytes).flatMap((byte) => reader.push(Uint8Array.of(byte)));
  expect(requests.map(({ command, target }) => [command, target])).toEqual([["xadd", "live"], ["ping", ""]]);
});
