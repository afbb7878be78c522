import { setTimeout } from "node:timers/promises";
import { type Db, MongoClient, MongoServerError } from "mongodb";
import { StepError } from "@/scripts/process/failure.ts";
import { venvExecutable } from "@/scripts/services/venv.ts";
import type { Address, Origin, Service } from "@/scripts/services/service.ts";

const DATABASE = "customer_intelligence";
const ANSWER_MILLISECONDS = 2000;
const ELECTION_LIMIT_SECONDS = 30;
const POLL_MILLISECONDS = 100;

/** MongoDB's answer to a question about a replica set that has not been set up yet. */
const NOT_YET_INITIALIZED = 94;

/**
 * MongoDB as a replica set of one: transactions and change streams exist only in a replica set. The embedded server
 * announces itself as one; the real one is made one after its first start.
 */
export const mongodb: Service = {
  key: "mongodb",
  title: "MongoDB",
  variable: "MONGODB_URI",
  executables: ["mongod"],
  container: {
    image: "mongo:8.0",
    port: 27017,
    dataPath: "/data/db",
    args: ["--replSet", "rs0", "--bind_ip_all"],
  },
  embedded: {
    requirement: "SecantusDB==0.7.0b3",
    program: (venvFolder) =>
      // Through the interpreter: the first line of the script cannot hold a path with a space.
      Promise.resolve({
        command: venvExecutable(venvFolder, "python"),
        args: [venvExecutable(venvFolder, "secantusd-py")],
      }),
  },
  given: ({ MONGODB_URI }) => MONGODB_URI ? { MONGODB_URI } : undefined,
  addressAt: (port, origin) => ({
    MONGODB_URI: `mongodb://127.0.0.1:${port}/${DATABASE}?` +
      // A direct connection needs no name that a container gives to itself.
      (origin === "embedded" ? "replicaSet=secantus" : "directConnection=true"),
  }),
  programArguments: (port, dataFolder, origin) =>
    origin === "embedded"
      // Without --sync-on-commit a kill -9 loses acknowledged writes.
      ? ["--host", "127.0.0.1", "--port", `${port}`, "--storage-path", dataFolder, "--sync-on-commit"]
      : ["--bind_ip", "127.0.0.1", "--port", `${port}`, "--dbpath", dataFolder, "--replSet", "rs0"],
  ping: (address) =>
    withAdmin(address, async (admin) => {
      await admin.command({ ping: 1 });
    }),
  processId: (address) =>
    withAdmin(address, async (admin) => Number((await admin.command({ serverStatus: 1 }))["pid"])),
  prepare: async (address, origin) => {
    if (origin === "path" || origin === "docker") await becomePrimary(address, origin);
  },
  describe: ({ MONGODB_URI }) => (MONGODB_URI ?? "").replace(/\/\/[^/@]*@/, "//"),
};

async function withAdmin<Result>(address: Address, ask: (admin: Db) => Promise<Result>): Promise<Result> {
  const client = new MongoClient(address["MONGODB_URI"] ?? "", {
    serverSelectionTimeoutMS: ANSWER_MILLISECONDS,
    connectTimeoutMS: ANSWER_MILLISECONDS,
    socketTimeoutMS: ANSWER_MILLISECONDS,
  });
  try {
    return await ask(client.db("admin"));
  } finally {
    await client.close();
  }
}

/** Sets the replica set up, or tells it the port of today: a set that does not find itself under its port stays idle. */
function becomePrimary(address: Address, origin: Origin): Promise<void> {
  return withAdmin(address, async (admin) => {
    const host = origin === "docker" ? "127.0.0.1:27017" : new URL(address["MONGODB_URI"] ?? "").host;
    const config = await replicaSetConfig(admin);
    if (config === undefined) {
      await admin.command({ replSetInitiate: { _id: "rs0", members: [{ _id: 0, host }] } });
    } else if (config.members[0]?.host !== host) {
      const members = [{ ...config.members[0], host }];
      await admin.command({
        replSetReconfig: { ...config, version: config.version + 1, members },
        force: true,
      });
    }
    const deadline = performance.now() + ELECTION_LIMIT_SECONDS * 1000;
    while (!(await admin.command({ hello: 1 }))["isWritablePrimary"]) {
      if (performance.now() > deadline) {
        throw new StepError(
          `MongoDB did not become the primary of its replica set in ${ELECTION_LIMIT_SECONDS} s`,
        );
      }
      await setTimeout(POLL_MILLISECONDS);
    }
  });
}

interface ReplicaSetConfig {
  version: number;
  members: { host: string }[];
}

async function replicaSetConfig(admin: Db): Promise<ReplicaSetConfig | undefined> {
  try {
    const { config } = await admin.command({ replSetGetConfig: 1 });
    return config as ReplicaSetConfig;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}
