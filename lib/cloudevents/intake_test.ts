import { expect } from "@std/expect";
import { handler } from "@/routes/api/v1/cloudevents.ts";
import { problemSchema } from "@/lib/http/problem.ts";
import { openTestWeb } from "@/testing/web.ts";
import { openWorld } from "@/testing/world.ts";

const PATH = "/api/v1/cloudevents";
const BATCHED = { "content-type": "application/cloudevents-batch+json" };
const STRUCTURED = { "content-type": "application/cloudevents+json" };

Deno.test("CloudEvents are counted once in whichever way they are sent", async () => {
  await using world = await openWorld("2026-03-10T12:00:00Z");
  await using web = openTestWeb(world, { [PATH]: handler });
  const client = await world.createClient({ externalId: "acme", timezone: "UTC" });
  const event = {
    specversion: "1.0",
    id: "1",
    source: "/app",
    type: "com.acme.api_call",
    subject: "acme",
    time: "2026-03-09T10:00:00Z",
    data: { count: 40, userId: "u1" },
  };
  const structured = await web.send("POST", PATH, { body: event, headers: STRUCTURED });
  expect(structured.status).toBe(202);
  expect(await structured.json()).toEqual({ accepted: 1, duplicates: 0, parked: 0, rejected: [] });
  const binary = await web.send("POST", PATH, {
    body: event.data,
    headers: {
      "ce-specversion": "1.0",
      "ce-id": "1",
      "ce-source": "/app",
      "ce-type": "com.acme.api_call",
      "ce-subject": "acme",
      "ce-time": "2026-03-09T10:00:00Z",
    },
  });
  expect(await binary.json()).toEqual({ accepted: 1, duplicates: 1, parked: 0, rejected: [] });
  const batched = await web.send("POST", PATH, {
    body: [
      { ...event, id: "2", type: "com.acme.auth.signed_in", data: undefined },
      { ...event, source: "/other" },
      { ...event, id: "3", subject: "nobody" },
      { ...event, id: "4", data: { count: 1.5 } },
      { ...event, id: "5", time: "2026-03-12T00:00:00Z" },
      { ...event, id: "6", specversion: "2.0" },
    ],
    headers: BATCHED,
  });
  expect(batched.status).toBe(202);
  expect(await batched.json()).toEqual({
    accepted: 2,
    duplicates: 0,
    parked: 1,
    rejected: [
      { index: 3, pointer: "/3/data/count", reason: "must be a whole number" },
      { index: 4, pointer: "/4/time", reason: "lies more than 24 hours in the future" },
      { index: 5, pointer: "/5/specversion", reason: "must be 1.0" },
    ],
  });
  await world.work();
  expect((await world.services.stores.usage.find([client._id], "2000-01-01", "2030-01-01")).map((day) => [
    day.day,
    day.counts,
  ])).toEqual([["2026-03-09", { api_call: 80, login: 1 }]]);

  // A batch may be empty; one of which nothing was taken is an error, and names what was wrong.
  const empty = await web.send("POST", PATH, { body: [], headers: BATCHED });
  expect([empty.status, (await empty.json()).accepted]).toEqual([202, 0]);
  const nothing = await web.send("POST", PATH, {
    body: { ...event, specversion: "0.3" },
    headers: STRUCTURED,
  });
  expect(nothing.status).toBe(422);
  expect(problemSchema.parse(await nothing.json()).errors).toEqual([
    { pointer: "/specversion", detail: "must be 1.0" },
  ]);
  const many = Array.from({ length: 1_001 }, () => event);
  expect((await web.send("POST", PATH, { body: many, headers: BATCHED })).status).toBe(413);
  expect((await web.send("PUT", PATH, { body: event })).headers.get("allow")).toBe("POST, OPTIONS");
});
