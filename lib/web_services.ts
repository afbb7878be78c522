/** What the web process has beyond the common services: the hub of the live stream. */
import type { Config } from "@/lib/platform/config.ts";
import type { Log } from "@/lib/platform/log.ts";
import { isMongoAway, untilReachable } from "@/lib/platform/mongo.ts";
import { createLiveService, type LiveService } from "@/lib/live/live_service.ts";
import { createServices, type Services } from "@/lib/services.ts";

export interface WebServices extends Services {
  live: LiveService;
  /** False until the collections are known to exist; writes wait for it. */
  readonly ready: boolean;
}

/** Opens everything the web process needs. It starts without MongoDB too, and takes no writes until that is there. */
export async function openWebServices(config: Config, log: Log): Promise<WebServices> {
  const services = createServices(config, log);
  const live = createLiveService({ config: config.redis, keys: services.keys, log });
  let ready = false;
  const prepare = async () => {
    await services.ensureSchema();
    ready = true;
  };
  try {
    await prepare();
  } catch (error) {
    if (!isMongoAway(error)) throw error;
    untilReachable(prepare, log).catch((err) => log.error({ err }, "Could not prepare the database"));
  }
  return {
    ...services,
    live,
    get ready() {
      return ready;
    },
    close: async () => {
      await live.close();
      await services.close();
    },
  };
}
