import { expect } from "@std/expect";
import { parseTopics } from "@/lib/live/live_service.ts";
import { comparePositions } from "@/lib/live/position.ts";
import { encodeSse, type SseEvent } from "@/lib/live/sse.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { numbered, TestLive } from "@/testing/live.ts";
import { waitFor } from "@/testing/wait.ts";
import type { SseReader } from "@/testing/sse_reader.ts";

const numberOf = (event: SseEvent | null): unknown => JSON.parse(event?.data ?? "{}").number;

async function numbers(reader: SseReader, count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  while (seen.length < count) seen.push(numberOf(await reader.next()));
  return seen;
}

function areIncreasing(events: readonly SseEvent[]): boolean {
  const ids = events.map(({ id }) => id ?? "");
  return ids.every((id, index) => index === 0 || comparePositions(ids[index - 1] ?? "", id) < 0);
}

Deno.test("a viewer gets the events of its topics, each once, with the ids of the stream", async () => {
  await using live = await TestLive.open();
  const viewer = await live.view(await live.hub(), ["overview", "client:c2"]);
  const ofOne = await live.view(await live.hub(), ["client:c2"]);

  await live.publisher.publish([numbered(1), numbered(2), {
    event: "simulation",
    clientId: null,
    data: { running: true },
  }, { event: "overview", clientId: null, data: { number: 4 } }]);

  const ids = (await live.test.redis.xrange(live.key, "-", "+")).map(([id]) => id);
  expect([await viewer.next(), await viewer.next(), await viewer.next()]).toEqual([
    { id: ids[0], event: "score", data: '{"number":1,"clientId":"c1"}' },
    { id: ids[1], event: "score", data: '{"number":2,"clientId":"c2"}' },
    { id: ids[3], event: "overview", data: '{"number":4}' },
  ]);
  expect(await ofOne.next()).toEqual({ id: ids[1], event: "score", data: '{"number":2,"clientId":"c2"}' });
});

Deno.test("the first bytes say how to reconnect and from where", async () => {
  await using live = await TestLive.open();
  await live.publisher.publish([numbered(1)]);
  const hub = await live.hub();
  const after = await hub.position();
  await live.publisher.publish([numbered(2)]);

  const reader = (await hub.open({
    topics: ["overview"],
    after,
    signal: new AbortController().signal,
  })).getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  await reader.cancel();

  expect(first).toMatch(
    new RegExp(
      `^: connected\nretry: 2000\nid: ${after}\nevent: heartbeat\ndata: {"paused":false,"ageMs":\\d+}\n\n$`,
    ),
  );
});

Deno.test("a viewer that comes back, to any process, gets what it missed and no more", async () => {
  await using live = await TestLive.open();
  const [first, second] = [await live.hub(), await live.hub()];
  const viewer = await live.view(first, ["overview"], await live.publisher.position());
  await live.publisher.publish([numbered(1), numbered(2)]);
  await viewer.next();
  const last = await viewer.next();
  await viewer.cancel();
  await live.publisher.publish(Array.from({ length: 450 }, (_, index) => numbered(index + 3)));

  const again = await live.view(second, ["overview"], last?.id);

  expect(await numbers(again, 450)).toEqual(Array.from({ length: 450 }, (_, index) => index + 3));
  await live.publisher.publish([numbered(453)]);
  expect(await numbers(again, 1)).toEqual([453]);
});

Deno.test("an id that is too old gives one resync, then what is new", async () => {
  await using live = await TestLive.open();
  await live.publisher.publish([numbered(1), numbered(2), numbered(3)]);
  const [oldest] = await live.test.redis.xrange(live.key, "-", "+");
  await live.test.redis.xtrim(live.key, "MAXLEN", 1);

  const viewer = await live.view(await live.hub(), ["overview"], oldest?.[0]);
  const resync = await viewer.next();
  await live.publisher.publish([numbered(4)]);

  expect(resync).toEqual({
    id: (await live.test.redis.xrange(live.key, "-", "+"))[0]?.[0],
    event: "resync",
    data: "{}",
  });
  expect(numberOf(await viewer.next())).toBe(4);
});

Deno.test("an id of another Redis, newer than all of this one, gives one resync", async () => {
  await using live = await TestLive.open();
  await live.publisher.publish([numbered(1)]);

  const viewer = await live.view(await live.hub(), ["overview"], "18446744073709551615-0");
  const resync = await viewer.next();
  await live.publisher.publish([numbered(2)]);

  expect(resync?.event).toBe("resync");
  expect(numberOf(await viewer.next())).toBe(2);
});

Deno.test("from before the first event nothing is lost as long as all are kept", async () => {
  await using live = await TestLive.open();
  await live.publisher.publish([numbered(1), numbered(2)]);
  const viewer = await live.view(await live.hub(), ["overview"], "0-0");
  expect(await numbers(viewer, 2)).toEqual([1, 2]);

  await live.test.redis.xtrim(live.key, "MAXLEN", 1);
  const late = await live.view(await live.hub(), ["overview"], "0-0");
  expect((await late.next())?.event).toBe("resync");
});

Deno.test("what is not an id, and what is not a topic, is refused by name", async () => {
  await using live = await TestLive.open();
  const request = {
    topics: parseTopics("overview,client:c1,overview"),
    signal: new AbortController().signal,
  };

  expect(request.topics).toEqual(["overview", "client:c1"]);
  await expect((await live.hub()).open({ ...request, after: "yesterday" })).rejects.toThrow(
    'Cannot resume: "yesterday" is not the id of an event',
  );
  expect(() => parseTopics("overview,clients")).toThrow('"clients" is not a topic');
  expect(() => parseTopics("")).toThrow('"" is not a topic');
  const many = Array.from({ length: 51 }, (_, index) => `client:${index}`).join(",");
  expect(() => parseTopics(many)).toThrow("must be at most 50, not 51");
});

Deno.test("an event is encoded once, however many viewers it has, and not at all without one", async () => {
  await using live = await TestLive.open();
  let encoded = 0;
  const hub = await live.hub({
    encode: (event) => {
      encoded++;
      return encodeSse(event);
    },
  });
  const viewers = await Promise.all(
    Array.from({ length: 20 }, () => live.view(hub, ["client:c1", "client:c2"])),
  );

  await live.publisher.publish([numbered(1), numbered(2), numbered(3)]);

  for (const viewer of viewers) expect(await numbers(viewer, 2)).toEqual([1, 2]);
  expect(encoded).toBe(2);
});

Deno.test("a viewer that does not read gets the newest of each client in the end, and delays nobody", async () => {
  await using live = await TestLive.open();
  const hub = await live.hub();
  const slow = await hub.open({ topics: ["overview"], after: null, signal: new AbortController().signal });
  const fast = await live.view(hub, ["overview"]);

  for (let first = 1; first < 2_000; first += 20) {
    const batch = Array.from({ length: 20 }, (_, index) => first + index);
    await live.publisher.publish(batch.map((number) => numbered(number, `c${number % 5}`)));
    expect(await numbers(fast, 20)).toEqual(batch);
  }
  const reader = live.read(slow);
  const held: SseEvent[] = [];
  while (numberOf(held.at(-1) ?? null) !== 2_000) {
    const event = await reader.next();
    if (event) held.push(event);
  }

  expect(held.length).toBeLessThanOrEqual(256);
  expect(held.slice(-5).map(numberOf)).toEqual([1_996, 1_997, 1_998, 1_999, 2_000]);
  expect(held.map(({ event }) => event)).not.toContain("resync");
  expect(areIncreasing(held)).toBe(true);
});

Deno.test("a viewer that is too far behind even so is told once to read again", async () => {
  await using live = await TestLive.open();
  const hub = await live.hub();
  const slow = await hub.open({ topics: ["overview"], after: null, signal: new AbortController().signal });
  await live.publisher.publish(Array.from({ length: 3_000 }, (_, index) => numbered(index + 1)));
  const last = await live.publisher.position();
  await waitFor("the hub to read all", async () => await hub.position() === last);
  await live.publisher.publish([numbered(3_001)]);
  await waitFor("the hub to read more", async () => await hub.position() !== last);

  const reader = live.read(slow);
  const seen: (SseEvent | null)[] = [];
  while (numberOf(seen.at(-1) ?? null) !== 3_001) seen.push(await reader.next());

  expect(seen.filter((event) => event?.event === "resync").length).toBe(1);
  expect(seen.length).toBeLessThanOrEqual(LIMITS.liveViewerBuffer + 1);
});

Deno.test("a viewer is freed when its stream is cancelled and when its request is aborted", async () => {
  await using live = await TestLive.open();
  const hub = await live.hub();
  const aborting = new AbortController();
  const cancelled = await live.view(hub, ["overview", "client:c1"]);
  const aborted = await live.view(hub, ["overview"], null, aborting.signal);
  expect(hub.viewerCount).toBe(2);

  await cancelled.cancel();
  await waitFor("the viewer to be freed", () => Promise.resolve(hub.viewerCount === 1));
  aborting.abort();

  expect(hub.viewerCount).toBe(0);
  expect(await aborted.next()).toBeNull();
  await live.view(hub, ["overview"], null, AbortSignal.abort()).catch(() => {});
  expect(hub.viewerCount).toBe(0);
});

Deno.test("a viewer that takes nothing any more is freed, one that reads stays", async () => {
  await using live = await TestLive.open();
  const hub = await live.hub({ timing: { blockMs: 1_000, heartbeatMs: 10 } });
  const reader = await live.view(hub, ["overview"]);
  let heartbeats = 0;
  const reading = (async () => {
    while (await reader.nextBlock() !== null) heartbeats++;
  })();
  await hub.open({ topics: ["overview"], after: null, signal: new AbortController().signal });
  expect(hub.viewerCount).toBe(2);

  await waitFor("the idle viewer to be freed", () => Promise.resolve(hub.viewerCount === 1));
  const enough = heartbeats + 2 * LIMITS.liveMissedHeartbeats;
  await waitFor("as many heartbeats as freed the idle one", () => Promise.resolve(heartbeats > enough));
  expect(hub.viewerCount).toBe(1);
  await hub.close();
  await reading;
});

Deno.test("on a quiet topic the heartbeat carries the position on", async () => {
  await using live = await TestLive.open();
  const quiet = await live.view(await live.hub({ timing: { blockMs: 1_000, heartbeatMs: 10 } }), [
    "client:quiet",
  ]);
  await live.publisher.publish([numbered(1)]);
  const position = await live.publisher.position();

  let block: SseEvent | null = null;
  while (block?.id !== position) block = await quiet.nextBlock();

  expect(block).toMatchObject({ comment: "heartbeat", id: position, event: "heartbeat" });
});

Deno.test("closing ends every stream with a last comment, and opens no more", async () => {
  await using live = await TestLive.open();
  const hub = await live.hub();
  const viewer = await live.view(hub, ["overview"]);

  await hub.close();

  let last: SseEvent | null = null;
  for (let block = await viewer.nextBlock(); block; block = await viewer.nextBlock()) last = block;
  expect(last).toEqual({ comment: "closing" });
  await expect(hub.open({ topics: ["overview"], after: null, signal: new AbortController().signal })).rejects
    .toThrow("The server is stopping");
});
