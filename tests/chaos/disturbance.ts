/** The installation that a test disturbs, all of it its own, and what is done to it. */
import type { Config } from "@/lib/platform/config.ts";
import { loadConfig } from "@/lib/platform/config.ts";
import type { Child } from "@/scripts/process/child.ts";
import { sendSignal } from "@/scripts/process/liveness.ts";
import { mongodb } from "@/scripts/services/mongodb.ts";
import { redis } from "@/scripts/services/redis.ts";
import { OwnServer } from "@/testing/own_server.ts";
import { kill, startWeb, startWorker, type WebProcess } from "@/testing/processes.ts";

/** Each is one way in which a part fails. Durations are those of the fault itself. */
export const DISTURBANCES = [
  "kill web",
  "kill worker",
  "kill mongodb",
  "kill redis",
  "empty redis",
  "freeze web",
  "freeze worker",
  "freeze mongodb",
  "freeze redis",
] as const;

export type Disturbance = typeof DISTURBANCES[number];

/** Longer than the time-outs of one request, shorter than those after which a process is given up. */
const FREEZE_MS = 6_000;

/** MongoDB, Redis, a web process and a worker, none of which anybody else uses. */
export class Installation implements AsyncDisposable {
  #web: WebProcess;
  #worker: Child;

  private constructor(
    readonly config: Config,
    private readonly mongo: OwnServer,
    private readonly redis: OwnServer,
    web: WebProcess,
    worker: Child,
  ) {
    this.#web = web;
    this.#worker = worker;
  }

  static async start(): Promise<Installation> {
    await using started = new AsyncDisposableStack();
    const mongoServer = started.use(await OwnServer.start(mongodb));
    const redisServer = started.use(await OwnServer.start(redis));
    const config = loadConfig({ ...mongoServer.address, ...redisServer.address, NODE_ENV: "test" });
    const web = started.use(await startWeb(config));
    const worker = await startWorker(config);
    started.move();
    return new Installation(config, mongoServer, redisServer, web, worker);
  }

  /** Where the web process answers now: another one has another address. */
  get baseUrl(): string {
    return this.#web.baseUrl;
  }

  /** Resolves when the fault is over, which is not yet when the product has got over it. */
  async disturb(disturbance: Disturbance): Promise<void> {
    switch (disturbance) {
      case "kill web":
        await kill(this.#web.child);
        this.#web = await startWeb(this.config);
        return;
      case "kill worker":
        await kill(this.#worker);
        this.#worker = await startWorker(this.config);
        return;
      case "kill mongodb":
        return await restart(this.mongo);
      case "kill redis":
        return await restart(this.redis);
      case "empty redis":
        return await this.redis.restartEmpty();
      case "freeze web":
        return await freeze(() => stopChild(this.#web.child), () => continueChild(this.#web.child));
      case "freeze worker":
        return await freeze(() => stopChild(this.#worker), () => continueChild(this.#worker));
      case "freeze mongodb":
        return await freeze(() => this.mongo.freeze(), () => this.mongo.thaw());
      case "freeze redis":
        return await freeze(() => this.redis.freeze(), () => this.redis.thaw());
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.stop();
    await this.#web[Symbol.asyncDispose]();
    await this.redis[Symbol.asyncDispose]();
    await this.mongo[Symbol.asyncDispose]();
  }
}

async function restart(server: OwnServer): Promise<void> {
  await server.kill();
  await server.start();
}

async function freeze(begin: () => void, end: () => void): Promise<void> {
  begin();
  await new Promise((resolve) => setTimeout(resolve, FREEZE_MS));
  end();
}

const stopChild = (child: Child) => sendSignal(-child.pid, "SIGSTOP");
const continueChild = (child: Child) => sendSignal(-child.pid, "SIGCONT");
