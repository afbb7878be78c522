import { expect } from "@std/expect";
import { numbered, TestLive } from "@/testing/live.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";

Deno.test("an outage of Redis loses nothing that the stream still holds", async () => {
  await using live = await TestLive.open();
  await using outage = new FaultProxy(live.test.config, "redis");
  const hub = await live.hub({ config: { ...live.test.config, ...outage.address } });
  const viewer = await live.view(hub, ["overview"], await live.publisher.position());
  await live.publisher.publish([numbered(1)]);
  expect((await viewer.next())?.data).toContain('"number":1');

  outage.refuse();
  await live.publisher.publish([numbered(2), numbered(3)]);
  outage.pass();

  expect((await viewer.next())?.data).toContain('"number":2');
  expect((await viewer.next())?.data).toContain('"number":3');
});

Deno.test("after an outage in which the stream was lost, viewers are told to read again", async () => {
  await using live = await TestLive.open();
  await using outage = new FaultProxy(live.test.config, "redis");
  const hub = await live.hub({ config: { ...live.test.config, ...outage.address } });
  const viewer = await live.view(hub, ["overview"], await live.publisher.position());
  await live.publisher.publish([numbered(1)]);
  await viewer.next();

  outage.refuse();
  await live.test.redis.del(live.key);
  await live.publisher.publish([numbered(2)]);
  outage.pass();

  // The new stream may give its one event before the loss is noticed.
  let event = await viewer.next();
  while (event?.event === "score") event = await viewer.next();
  expect(event?.event).toBe("resync");
  await live.publisher.publish([numbered(3)]);
  expect((await viewer.next())?.data).toContain('"number":3');
});

Deno.test("a stream deleted under a living connection is noticed", async () => {
  await using live = await TestLive.open();
  const hub = await live.hub({ timing: { blockMs: 50, heartbeatMs: 15_000 } });
  const viewer = await live.view(hub, ["overview"]);
  await live.publisher.publish([numbered(1)]);
  await viewer.next();

  await live.test.redis.del(live.key);

  expect(await viewer.next()).toEqual({ id: "0-0", event: "resync", data: "{}" });
});

Deno.test("a viewer that comes while Redis is away resumes when it is back", async () => {
  await using live = await TestLive.open();
  await live.publisher.publish([numbered(1)]);
  const after = await live.publisher.position();
  await live.publisher.publish([numbered(2)]);
  await using outage = new FaultProxy(live.test.config, "redis");
  outage.refuse();
  const hub = live.startingHub({ config: { ...live.test.config, ...outage.address } });

  const viewer = await live.view(hub, ["overview"], after);
  expect(await hub.position()).toBe("0-1");
  outage.pass();

  expect((await viewer.next())?.data).toContain('"number":2');
});
