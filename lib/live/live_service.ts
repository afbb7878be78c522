import { Hub, type HubDependencies } from "@/lib/live/hub.ts";
import { isPosition, UNKNOWN } from "@/lib/live/position.ts";
import type { DataState } from "@/lib/live/data_state.ts";
import { Watermark, type WatermarkDependencies } from "@/lib/live/watermark.ts";
import { isTopic, type Topic, TOPICS_MAX } from "@/lib/live/topics.ts";
import { Viewer, type ViewerRequest } from "@/lib/live/viewer.ts";
import { endConnection } from "@/lib/platform/end_connection.ts";
import { MalformedError, UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Config } from "@/lib/platform/config.ts";
import { connectBlockingRedis, connectRedis } from "@/lib/platform/redis.ts";

export interface LiveService {
  /**
   * A stream of server-sent events: those after `after` that were missed, then each new one. It ends when it is
   * cancelled, when the signal aborts, and when the process stops.
   *
   * @throws {MalformedError} when `after` is not the id of an event
   * @throws {UnavailableError} when the process is stopping
   */
  open(request: ViewerRequest): Promise<ReadableStream<Uint8Array>>;
  /** The id of the newest event this process knows of. */
  position(): Promise<string>;
  /** Whether what pages and viewers are shown is current, as far as is known now. */
  readonly state: DataState;
  readonly viewerCount: number;
  /** Ends every stream with a last comment, and the reading. */
  close(): Promise<void>;
}

export interface LiveDependencies
  extends
    Pick<HubDependencies, "log" | "encode" | "timing">,
    Pick<WatermarkDependencies, "keys" | "pingDatabase" | "pausedAfterMs"> {
  config: Config["redis"];
}

/** Connects, and begins to read at once. */
export function createLiveService({ config, keys, ...dependencies }: LiveDependencies): LiveService {
  const { log } = dependencies;
  const redis = connectRedis(config, log);
  const blocking = connectBlockingRedis(config, log);
  const watermark = new Watermark({ ...dependencies, redis, keys });
  const hub = new Hub({ ...dependencies, redis, blocking, watermark, key: keys.liveStream() });
  let closed = false;
  return {
    open(request) {
      return Promise.try(() => {
        if (closed) {
          throw new UnavailableError("The server is stopping; connect again", {
            retryAfterSeconds: LIMITS.retryAfterSeconds,
          });
        }
        if (request.after !== null && !isPosition(request.after)) {
          throw new MalformedError(`Cannot resume: "${request.after}" is not the id of an event`, {
            faults: [{ pointer: "after", detail: "must be an id such as 1740823200000-0" }],
          });
        }
        const viewer = new Viewer(hub, request, log);
        hub.attach(viewer);
        return viewer.stream;
      });
    },
    position: () => Promise.resolve(hub.position ?? UNKNOWN),
    get state() {
      return hub.state;
    },
    get viewerCount() {
      return hub.viewerCount;
    },
    async close() {
      closed = true;
      await hub.close();
      await endConnection(redis);
    },
  };
}

/**
 * The topics of a comma-separated list, each once.
 *
 * @throws {MalformedError} naming each one that is not a topic
 */
export function parseTopics(list: string): Topic[] {
  const given = [...new Set(list.split(",").map((text) => text.trim()))];
  const topics = given.filter(isTopic);
  const faults = given.filter((text) => !isTopic(text)).map((text) => ({
    pointer: "topics",
    detail: `"${text}" is not a topic: overview, simulation or client:<id>`,
  }));
  if (given.length > TOPICS_MAX) {
    faults.push({ pointer: "topics", detail: `must be at most ${TOPICS_MAX}, not ${given.length}` });
  }
  if (faults.length > 0) {
    throw new MalformedError(`Cannot open the stream: ${faults.map(({ detail }) => detail).join("; ")}`, {
      faults,
    });
  }
  return topics;
}
