/** A world of its own for one test: real servers, a database and a key prefix nobody else has, a clock that can be set. */
import { randomBytes } from "node:crypto";
import { type Db, MongoClient } from "mongodb";
import { type Config, loadConfig } from "@/lib/platform/config.ts";
import { createLog } from "@/lib/platform/log.ts";
import { redisReady } from "@/lib/platform/redis.ts";
import { type NewClient, newClientSchema } from "@/lib/clients/schema.ts";
import type { Client } from "@/lib/clients/schema.ts";
import { createServices, type Services } from "@/lib/services.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { dropPrefix } from "@/testing/redis.ts";
import { testServices } from "@/testing/services.ts";
import { PATIENCE_MS } from "@/testing/wait.ts";

export interface World extends AsyncDisposable {
  config: Config;
  services: Services;
  /** Sets what the services take for now. */
  setNow(instant: string): void;
  createClient(overrides?: Partial<NewClient>): Promise<Client>;
  /** Does what the worker would: rolls up and scores every client with dirty days. */
  work(): Promise<void>;
}

/**
 * The database server expires documents by its own clock, once a minute: what a world of another time keeps for minutes
 * would be gone in the middle of a test.
 */
async function keepWhatExpires(db: Db): Promise<void> {
  const collections = await db.listCollections({ type: "collection" }, { nameOnly: true }).toArray();
  await Promise.all(collections.map(async ({ name }) => {
    const collection = db.collection(name);
    for (const index of await collection.indexes()) {
      if (index.expireAfterSeconds !== undefined && index.name) await collection.dropIndex(index.name);
    }
  }));
}

/** A database with more events goes with the servers of the run: to drop it would hold them up for a minute. */
const EVENTS_WORTH_DROPPING = 1_000;

/** By a connection without the product's limits: on a busy machine it takes longer. */
async function dropDatabase({ uri, database }: Config["mongo"]): Promise<void> {
  const client = new MongoClient(uri);
  try {
    const db = client.db(database);
    const events = await db.collection("telemetry_messages").estimatedDocumentCount();
    if (events <= EVENTS_WORTH_DROPPING) await db.dropDatabase();
  } finally {
    await client.close();
  }
}

/** The configuration of a world: unique names on the servers the tests run against. */
export function worldConfig(): Config {
  const { mongodbUri, redisHost, redisPort } = testServices();
  const name = `test_${randomBytes(6).toString("hex")}`;
  const uri = new URL(mongodbUri);
  uri.pathname = `/${name}`;
  return loadConfig({
    NODE_ENV: "test",
    MONGODB_URI: uri.href,
    REDIS_HOST: redisHost,
    REDIS_PORT: String(redisPort),
    REDIS_KEY_PREFIX: name,
    LOG_LEVEL: "silent",
  });
}

/** Ways to the two servers on which everything can go wrong. */
export interface Proxies extends AsyncDisposable {
  mongodb: FaultProxy;
  redis: FaultProxy;
}

/** The same database by way of a proxy. */
export function mongoThrough({ address }: FaultProxy, uri: string): string {
  const url = new URL(uri);
  url.host = `${address.host}:${address.port}`;
  // Or the driver would go around it, to the address by which the server knows itself.
  url.search = "?directConnection=true";
  return url.href;
}

/** @returns the proxies, and the configuration of processes and worlds whose servers lie behind them */
export function openProxies(config: Config = worldConfig()): Proxies & { config: Config } {
  const uri = new URL(config.mongo.uri);
  const mongodb = new FaultProxy({ host: uri.hostname, port: Number(uri.port) }, "mongodb");
  const redis = new FaultProxy(config.redis, "redis");
  return {
    mongodb,
    redis,
    config: {
      ...config,
      mongo: { ...config.mongo, uri: mongoThrough(mongodb, config.mongo.uri) },
      redis: { ...config.redis, ...redis.address },
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([mongodb[Symbol.asyncDispose](), redis[Symbol.asyncDispose]()]);
    },
  };
}

/**
 * @param now the instant at which the clock stands still; the real time if absent
 * @param config where the servers are, when they lie behind proxies
 */
export async function openWorld(now?: string, config: Config = worldConfig()): Promise<World> {
  let fixed = now === undefined ? null : new Date(now);
  const services = createServices(config, createLog(config, "test"), () => fixed ?? new Date());
  await redisReady(services.redis, PATIENCE_MS);
  await services.ensureSchema();
  if (now !== undefined) await keepWhatExpires(services.database.db);
  return {
    config,
    services,
    setNow: (instant) => {
      fixed = new Date(instant);
    },
    createClient: (overrides = {}) =>
      services.clients.create({ ...newClientSchema.parse({ name: "Acme" }), ...overrides }),
    async work() {
      for (const clientId of await services.stores.marks.findDirtyClients()) {
        const [client] = await services.clients.findRefs([clientId], []);
        if (!client) continue;
        await services.rollUp.rollUpDirty(client, {
          beforeClear: () => services.health.scoreClients([clientId]),
        });
      }
    },
    async [Symbol.asyncDispose]() {
      await dropDatabase(config.mongo);
      await Promise.all(Object.values(services.queues).map((queue) => queue.obliterate({ force: true })));
      await dropPrefix(services.redis, config.redis.keyPrefix);
      await services.close();
    },
  };
}
