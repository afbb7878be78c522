import { expect } from "@std/expect";
import { numbered, TestLive } from "@/testing/live.ts";
import { startLiveServer } from "@/testing/live_server.ts";
import { waitFor } from "@/testing/wait.ts";

Deno.test("GET /api/v1/stream answers at once, with headers that keep proxies from holding events back", async () => {
  await using live = await TestLive.open();
  await using server = startLiveServer(await live.hub());

  const response = await fetch(`${server.address}/api/v1/stream?topics=overview`);
  const viewer = live.read(response.body ?? new ReadableStream());

  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(await viewer.nextBlock()).toMatchObject({
    comment: "connected",
    retryMs: 2_000,
    event: "heartbeat",
    data: expect.stringContaining('"paused":false'),
  });
  await live.publisher.publish([numbered(1)]);
  expect((await viewer.next())?.data).toBe('{"number":1,"clientId":"c1"}');
  await viewer.cancel();
});

Deno.test("Last-Event-ID goes before the address, which a browser repeats unchanged", async () => {
  await using live = await TestLive.open();
  await using server = startLiveServer(await live.hub());
  await live.publisher.publish([numbered(1), numbered(2), numbered(3)]);
  const [first, second] = (await live.test.redis.xrange(live.key, "-", "+")).map(([id]) => id);
  const address = `${server.address}/api/v1/stream?topics=client:c2,client:c3&after=${first}`;

  const fresh = await fetch(address);
  const again = await fetch(address, { headers: { "last-event-id": second ?? "" } });
  const viewers = [fresh, again].map(({ body }) => live.read(body ?? new ReadableStream()));

  const data = await Promise.all(viewers.map(async (viewer) => (await viewer.next())?.data));
  expect(data).toEqual(['{"number":2,"clientId":"c2"}', '{"number":3,"clientId":"c3"}']);
  for (const viewer of viewers) await viewer.cancel();
});

Deno.test("a viewer that hangs up is freed; HEAD gives the headers and leaves none", async () => {
  await using live = await TestLive.open();
  const hub = await live.hub();
  await using server = startLiveServer(hub);
  const hangUp = new AbortController();
  const address = `${server.address}/api/v1/stream?topics=overview`;
  const response = await fetch(address, { signal: hangUp.signal });
  await waitFor("the viewer", () => Promise.resolve(hub.viewerCount === 1));

  hangUp.abort();
  await response.body?.cancel().catch(() => {});
  await waitFor("the viewer to be freed", () => Promise.resolve(hub.viewerCount === 0));

  const head = await fetch(address, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(head.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(hub.viewerCount).toBe(0);
});

for (
  const [query, reason] of [
    ["", "topics"],
    ["topics=", '"" is not a topic'],
    ["topics=clients", '"clients" is not a topic'],
    ["topics=overview&after=yesterday", "after must be an id such as 1774949400000-0"],
    ["topics=overview&since=1-0", "since is not a parameter of this request"],
  ] as const
) {
  Deno.test(`GET /api/v1/stream?${query} is refused with the reason`, async () => {
    await using live = await TestLive.open();
    await using server = startLiveServer(await live.hub());

    const response = await fetch(`${server.address}/api/v1/stream?${query}`);

    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect((await response.json()).detail).toContain(reason);
  });
}

Deno.test("another method is not allowed", async () => {
  await using live = await TestLive.open();
  await using server = startLiveServer(await live.hub());

  const response = await fetch(`${server.address}/api/v1/stream`, { method: "POST" });

  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  await response.body?.cancel();
});
