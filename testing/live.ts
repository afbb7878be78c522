import { createLiveService, type LiveDependencies, type LiveService } from "@/lib/live/live_service.ts";
import { createPublisher, type Publisher } from "@/lib/live/publish.ts";
import { connectMongo, pingMongo } from "@/lib/platform/mongo.ts";
import { testServices } from "@/testing/services.ts";
import { openTestRedis, silentLog, type TestRedis } from "@/testing/redis.ts";
import { UNKNOWN } from "@/lib/live/position.ts";
import type { LiveEvent } from "@/lib/live/events.ts";
import type { Topic } from "@/lib/live/topics.ts";
import { SseReader } from "@/testing/sse_reader.ts";
import { waitFor } from "@/testing/wait.ts";

/** The live stream over the real Redis, with as many hubs as a test wants; all ended with it. */
export class TestLive implements AsyncDisposable {
  readonly publisher: Publisher;
  readonly #services: LiveService[] = [];
  readonly #readers: SseReader[] = [];

  readonly #database = connectMongo({ uri: testServices().mongodbUri, database: "test" });

  private constructor(readonly test: TestRedis) {
    this.publisher = createPublisher(test.redis, test.keys, silentLog);
  }

  static async open(): Promise<TestLive> {
    return new TestLive(await openTestRedis());
  }

  /** Another web process, as it were, that has begun to read. */
  async hub(options: Partial<LiveDependencies> = {}): Promise<LiveService> {
    const live = this.startingHub(options);
    await waitFor("the hub to read", async () => await live.position() !== UNKNOWN);
    return live;
  }

  startingHub(options: Partial<LiveDependencies> = {}): LiveService {
    const { config, keys } = this.test;
    const live = createLiveService({
      config,
      keys,
      log: silentLog,
      pingDatabase: () => pingMongo(this.#database),
      // No worker vouches for the data here.
      pausedAfterMs: 3_600_000,
      ...options,
    });
    this.#services.push(live);
    return live;
  }

  /** Connects a viewer and waits for its first bytes. */
  async view(
    live: LiveService,
    topics: Topic[],
    after: string | null = null,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<SseReader> {
    const reader = this.read(await live.open({ topics, after, signal }));
    await reader.nextBlock();
    return reader;
  }

  read(stream: ReadableStream<Uint8Array>): SseReader {
    const reader = new SseReader(stream);
    this.#readers.push(reader);
    return reader;
  }

  get key(): string {
    return this.test.keys.liveStream();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const reader of this.#readers) await reader.cancel();
    for (const live of this.#services) await live.close();
    await this.#database.client.close();
    await this.test[Symbol.asyncDispose]();
  }
}

/** An event whose data is its number, of a client of its own. */
export function numbered(number: number, clientId = `c${number}`): LiveEvent {
  return { event: "score", clientId, data: { number } };
}
