/** What the web process has beyond the common services: the hub of the live stream, and what it says of its health. */
import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "@/lib/platform/config.ts";
import type { Log } from "@/lib/platform/log.ts";
import { untilReachable } from "@/lib/platform/away.ts";
import { pingMongo } from "@/lib/platform/mongo.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { ServerHealth } from "@/lib/platform/server_health.ts";
import { createLiveService, type LiveService } from "@/lib/live/live_service.ts";
import { createServices, type Services } from "@/lib/services.ts";

export interface WebServices extends Services {
  live: LiveService;
  servers: ServerHealth;
  /** False until the collections are known to exist; writes wait for it. */
  readonly ready: boolean;
}

/** Opens everything the web process needs. It starts without MongoDB too, and takes no writes until that is there. */
export async function openWebServices(config: Config, log: Log): Promise<WebServices> {
  const services = createServices(config, log);
  const live = createLiveService({
    config: config.redis,
    keys: services.keys,
    log,
    pingDatabase: () => pingMongo(services.database),
  });
  const servers = new ServerHealth({ ...services, queues: Object.values(services.queues) });
  let ready = false;
  const preparing = untilReachable(async () => {
    await services.ensureSchema();
    ready = true;
  }, log);
  // Requests that come in the first moments find everything there; but they are answered in any case.
  await Promise.race([preparing, delay(LIMITS.startWaitMs)]);
  preparing.catch((err) => log.error({ err }, "Could not prepare the database"));
  return {
    ...services,
    live,
    servers,
    get ready() {
      return ready;
    },
    close: async () => {
      await live.close();
      await services.close();
    },
  };
}
