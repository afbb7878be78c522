import { expect } from "@std/expect";
import type { LiveService } from "@/lib/live/live_service.ts";
import { numbered, TestLive } from "@/testing/live.ts";

const WRITERS = 2;
const EVENTS_PER_WRITER = 600;
const CHAINS = 4;

/** Repeatable pseudo-random numbers from 0 to below 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function write(live: TestLive, writer: number, next: () => number): Promise<void> {
  for (let written = 0; written < EVENTS_PER_WRITER;) {
    const count = Math.min(1 + Math.floor(next() * 20), EVENTS_PER_WRITER - written);
    await live.publisher.publish(
      Array.from({ length: count }, (_, index) => numbered(written + index, `w${writer}-${written + index}`)),
    );
    written += count;
  }
}

/** Views, breaks off after a few events, goes on at another hub: the ids seen, to the event of the client "last". */
async function follow(
  live: TestLive,
  hubs: LiveService[],
  after: string,
  next: () => number,
): Promise<string[]> {
  const seen: string[] = [];
  for (let ended = false; !ended;) {
    const hub = hubs[Math.floor(next() * hubs.length)];
    if (!hub) throw new Error("Cannot follow the stream: there is no hub");
    const viewer = await live.view(hub, ["overview"], seen.at(-1) ?? after);
    for (let left = 1 + Math.floor(next() * 120); left > 0 && !ended; left--) {
      const event = await viewer.next();
      if (event?.event !== "score" || !event.id) throw new Error(`Unexpected event ${JSON.stringify(event)}`);
      seen.push(event.id);
      ended = event.data?.includes('"clientId":"last"') ?? false;
    }
    await viewer.cancel();
  }
  return seen;
}

for (const seed of [1, 2, 3]) {
  Deno.test(`viewers that come and go between two processes see every event once, in order (seed ${seed})`, async () => {
    await using live = await TestLive.open();
    const hubs = [await live.hub(), await live.hub()];
    const after = await live.publisher.position();

    const chains = Array.from(
      { length: CHAINS },
      (_, chain) => follow(live, hubs, after, random(seed * 100 + chain)),
    );
    await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => write(live, writer, random(seed * 1_000 + writer))),
    );
    await live.publisher.publish([numbered(EVENTS_PER_WRITER, "last")]);

    const ids = (await live.test.redis.xrange(live.key, "-", "+")).map(([id]) => id);
    expect(ids.length).toBe(WRITERS * EVENTS_PER_WRITER + 1);
    for (const seen of await Promise.all(chains)) expect(seen).toEqual(ids);
  });
}
