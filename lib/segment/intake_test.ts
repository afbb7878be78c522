import { expect } from "@std/expect";
import { handler as callHandler } from "@/routes/api/v1/segment/[call].ts";
import { handler as batchHandler } from "@/routes/api/v1/segment/batch.ts";
import { type Problem, problemSchema } from "@/lib/http/problem.ts";
import { type SegmentAnswer, segmentAnswerSchema } from "@/lib/segment/schema.ts";
import { basic, withWriteKeys } from "@/testing/segment.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-10T12:00:00Z";
const ROUTES = { "/api/v1/segment/batch": batchHandler, "/api/v1/segment/:call": callHandler };

/** A world, and what sends calls to it with the right key. */
async function openIntake() {
  const world = await openWorld(NOW);
  const web = openTestWeb(withWriteKeys(world, ["first", "key"]), ROUTES);
  return {
    world,
    web,
    async [Symbol.asyncDispose]() {
      await web[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

function post(web: TestWeb, call: string, body: unknown, headers: Record<string, string> = {}) {
  return web.send("POST", `/api/v1/segment/${call}`, {
    body,
    headers: { authorization: basic("key"), ...headers },
  });
}

async function taken(response: Promise<Response>): Promise<SegmentAnswer> {
  const { status, text } = await response.then(async (it) => ({ status: it.status, text: await it.text() }));
  expect([status, status === 202 ? "" : text]).toEqual([202, ""]);
  return segmentAnswerSchema.parse(JSON.parse(text));
}

async function refused(response: Promise<Response>, status: number): Promise<Problem> {
  const answer = await response;
  const body = await answer.json();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
  return problemSchema.parse(body);
}

async function countsOf(world: World, clientId: string) {
  await world.work();
  return (await world.services.stores.usage.find([clientId], "0000-00-00", "9999-99-99")).map((day) => [
    day.day,
    day.counts,
    day.users,
  ]);
}

const login = { userId: "u1", event: "Signed In", context: { groupId: "acme" } };

Deno.test("only a write key opens the Segment intake, and without any it is closed", async () => {
  await using world = await openWorld(NOW);
  await using closed = openTestWeb(world, ROUTES);
  const closedProblem = await refused(post(closed, "track", login), 403);
  expect(closedProblem.detail).toContain("SEGMENT_WRITE_KEYS");
  await using web = openTestWeb(withWriteKeys(world, ["first", "key"]), ROUTES);
  const bad = [
    undefined,
    basic("ke"),
    basic("keys"),
    basic(""),
    "Bearer key",
    "Basic !",
    "Basic",
    `Basic ${btoa(":key")}`,
  ];
  for (const authorization of bad) {
    const answer = await web.send("POST", "/api/v1/segment/batch", {
      body: { batch: [login] },
      headers: authorization === undefined ? {} : { authorization },
    });
    expect([authorization, answer.status]).toEqual([authorization, 401]);
    expect(answer.headers.get("www-authenticate")).toBe('Basic realm="segment", charset="UTF-8"');
    expect(problemSchema.parse(await answer.json()).type).toBe("urn:cip:problem:unauthenticated");
  }
  for (
    const authorization of [
      basic("key"),
      basic("first"),
      `basic ${btoa("key:any:thing")}`,
      `Basic ${btoa("key")}`,
    ]
  ) {
    expect((await taken(post(web, "track", login, { authorization }))).parked).toBe(1);
  }
  expect((await web.send("GET", "/api/v1/segment/track")).status).toBe(405);
  expect((await refused(post(web, "listen", login), 404)).detail).toContain('no call "listen"');
});

Deno.test("nonsense is refused with its reason and leaves nothing behind", async () => {
  await using intake = await openIntake();
  const { web, world } = intake;
  await refused(post(web, "track", "{"), 400);
  await refused(post(web, "track", JSON.stringify(login), { "content-type": "text/plain" }), 415);
  await refused(post(web, "track", [login]), 422);
  await refused(post(web, "batch", { batch: [] }), 422);
  await refused(post(web, "batch", {}), 422);
  await refused(post(web, "batch", { batch: Array.from({ length: 1_001 }, () => login) }), 413);
  await refused(post(web, "track", { ...login, properties: "x".repeat(33 * 1024) }), 413);
  await refused(post(web, "batch", { batch: [{ ...login, properties: "x".repeat(501 * 1024) }] }), 413);
  const faults = async (call: string, body: unknown) => (await refused(post(web, call, body), 422)).errors;
  expect(await faults("track", { ...login, type: "page" })).toEqual([
    { pointer: "/type", detail: "must be track at this address" },
  ]);
  expect(await faults("track", { ...login, event: " " })).toEqual([
    { pointer: "/event", detail: "must not be empty" },
  ]);
  expect(await faults("track", { ...login, event: "ログイン" })).toEqual([
    { pointer: "/event", detail: "has no letter from A to Z and no digit to make a telemetry type of" },
  ]);
  expect(await faults("track", { ...login, timestamp: "2015-2-02T00:30:08.276Z" })).toEqual([
    { pointer: "/timestamp", detail: "must be an ISO 8601 time with a zone, such as 2026-03-01T09:30:00Z" },
  ]);
  expect(await faults("track", { ...login, context: { groupId: "x".repeat(129) } })).toEqual([
    { pointer: "/context/groupId", detail: "must have at most 128 characters" },
  ]);
  expect(await faults("track", { ...login, context: { groupId: { $gt: "" } } })).toEqual([
    { pointer: "/context/groupId", detail: "must be text" },
  ]);
  expect(await faults("group", { userId: "u1", traits: { name: "Acme" } })).toEqual([
    { pointer: "/groupId", detail: "names no account: groupId is missing" },
  ]);
  expect(await faults("alias", { userId: "u1" })).toMatchObject([{ pointer: "/previousId" }]);
  expect(await faults("batch", { batch: [null, { ...login, type: "sing" }] })).toEqual([
    { pointer: "/batch/0", detail: "must be an object" },
    { pointer: "/batch/1/type", detail: "must be one of identify, track, page, screen, group, alias" },
  ]);
  expect((await world.services.parking.list({ limit: 1 })).total).toBe(0);
});

Deno.test("a batch is judged call by call, and each refusal is told", async () => {
  await using intake = await openIntake();
  const { web, world } = intake;
  const client = await world.createClient({ externalId: "acme", timezone: "UTC" });
  const answer = await taken(post(web, "batch", {
    context: { groupId: "acme" },
    batch: [
      { type: "track", event: "API Called", userId: 7, messageId: "1", timestamp: "2026-03-10T09:00:00Z" },
      { type: "track", event: "API Called", userId: "u2", messageId: "1", timestamp: "2026-03-10T09:30:00Z" },
      {
        type: "page",
        anonymousId: "a1",
        messageId: "2",
        context: null,
        timestamp: "2026-03-10T09:00:00+05:30",
      },
      { type: "screen", userId: "", anonymousId: "a1", messageId: "3", context: { groupId: null } },
      { type: "track", event: "Signed In", userId: "u1", messageId: "4", context: { groupId: "other" } },
      { type: "track", event: "Signed In", userId: "u1", properties: "x".repeat(33 * 1024) },
      { type: "track", event: "Signed In", userId: "u1", timestamp: "2026-03-12T09:00:00Z" },
      { type: "alias", userId: "u1", previousId: "a1" },
    ],
  }));
  expect(answer).toEqual({
    accepted: 5,
    duplicates: 1,
    parked: 1,
    rejected: [
      { index: 5, pointer: "/batch/5", reason: "is larger than the limit of 32 KiB for one call" },
      { index: 6, pointer: "/batch/6/timestamp", reason: "lies more than 24 hours in the future" },
    ],
    duplicateIndexes: [1],
    notes: [{ index: 7, note: "alias calls have no effect here" }],
  });
  expect(await countsOf(world, client._id)).toEqual([["2026-03-10", {
    api_call: 1,
    page_view: 1,
    screen_view: 1,
  }, 2]]);
});

Deno.test("what has no messageId is known by its content, its time and its place", async () => {
  await using intake = await openIntake();
  const { web, world } = intake;
  const client = await world.createClient({ externalId: "acme", timezone: "UTC" });
  const timed = { ...login, timestamp: "2026-03-09T10:00:00Z" };
  const twice = { batch: [{ ...timed, type: "track" }, { ...timed, type: "track" }] };
  expect((await taken(post(web, "batch", twice))).duplicates).toBe(0);
  // A library sends again at another time, and its clock is off by another fraction of a second.
  const again = { ...twice, sentAt: "2026-03-10T11:59:59.500Z" };
  expect((await taken(post(web, "batch", again))).duplicateIndexes).toEqual([0, 1]);
  // Without a time, ten minutes tell a call sent again from a second one; an Idempotency-Key tells it for good.
  expect((await taken(post(web, "track", login))).duplicates).toBe(0);
  const repeated = await taken(post(web, "track", login));
  expect([repeated.duplicates, repeated.notes.map(({ note }) => note)]).toEqual([1, [
    "it has neither messageId nor timestamp and reads like one before, so it counts as sent again",
  ]]);
  const keyed = { "idempotency-key": "k1" };
  expect((await taken(post(web, "track", login, keyed))).duplicates).toBe(0);
  world.setNow("2026-03-10T12:10:00Z");
  expect((await taken(post(web, "track", login))).duplicates).toBe(0);
  expect((await taken(post(web, "track", login, keyed))).duplicates).toBe(1);
  expect(await countsOf(world, client._id)).toEqual([
    ["2026-03-09", { login: 2 }, 1],
    ["2026-03-10", { login: 3 }, 1],
  ]);
});

Deno.test("group and identify calls describe the account, each once", async () => {
  await using intake = await openIntake();
  const { web, world } = intake;
  const { clients } = world.services;
  const client = await world.createClient({ externalId: "acme", name: "Old", plan: "Basic" });
  const read = async () => {
    const { name, plan, industry, foldedName } = await clients.get(client._id);
    return [name, plan, industry, foldedName];
  };
  const traits = JSON.parse(
    '{"NAME":"Ácme","plan":"Gold","employees":3,"__proto__":{"plan":"Evil"},"$set":{"mrr":1}}',
  );
  const group = { userId: "u1", groupId: "acme", messageId: "g1", traits };
  expect((await taken(post(web, "group", group))).duplicates).toBe(0);
  expect(await read()).toEqual(["Ácme", "Gold", null, "acme"]);
  const { version } = await clients.get(client._id);

  // Sent again it does not undo what someone changed since.
  await clients.change(client._id, { plan: "Platinum" });
  expect((await taken(post(web, "group", group))).duplicateIndexes).toEqual([0]);
  expect((await clients.get(client._id)).plan).toBe("Platinum");
  expect((await clients.get(client._id)).version).toBe(version + 1);

  // The group call placed u1, so the account need not be named. A user's name is not the company's.
  const identify = {
    userId: "u1",
    traits: { name: "Peter", industry: "Logistics", company: { plan: "Silver", id: 5 } },
    context: { groupId: "acme" },
  };
  await taken(post(web, "identify", identify));
  expect(await read()).toEqual(["Ácme", "Silver", "Logistics", "acme"]);
  const useless = await taken(post(web, "identify", { userId: "u1", traits: { name: "Peter" } }));
  expect(useless.notes).toEqual([{ index: 0, note: "nothing in it describes the account" }]);
  const wrong = await taken(
    post(web, "group", { userId: "u1", groupId: "acme", traits: { name: 5, plan: "Iron" } }),
  );
  expect(wrong.notes.map(({ note }) => note)).toEqual([
    expect.stringMatching(/^trait name is left alone: it /),
  ]);
  expect((await read())[1]).toBe("Iron");

  const unnamed = await taken(post(web, "track", { userId: "u1", event: "Signed In", messageId: "t1" }));
  expect([unnamed.accepted, unnamed.parked]).toEqual([1, 0]);
  expect(await countsOf(world, client._id)).toEqual([["2026-03-10", { login: 1 }, 1]]);
});

Deno.test("a user belongs to the account that the newest call placed them in", async () => {
  await using intake = await openIntake();
  const { web, world } = intake;
  const [a, b] = [
    await world.createClient({ externalId: "a" }),
    await world.createClient({ externalId: "b" }),
  ];
  const place = (groupId: string, timestamp: string) =>
    taken(post(web, "group", { userId: "u1", groupId, timestamp }));
  const track = (messageId: string) => ({ type: "track", userId: "u1", event: "Signed In", messageId });
  // Libraries send what a user does before they say where the user belongs.
  await taken(post(web, "batch", { batch: [track("1"), { type: "group", userId: "u1", groupId: "a" }] }));
  await place("b", "2026-03-10T12:00:01Z");
  await taken(post(web, "batch", { batch: [track("2")] }));
  // A late call says where the user was.
  await place("a", "2026-03-01T00:00:00Z");
  await taken(post(web, "batch", { batch: [track("3")] }));
  // An anonymous id that reads like a user id is another user.
  const stranger = { anonymousId: "u1", event: "Signed In" };
  expect((await refused(post(web, "track", stranger), 422)).errors?.[0]?.detail).toMatch(/^names no account/);
  expect(await countsOf(world, a._id)).toEqual([["2026-03-10", { login: 1 }, 1]]);
  expect(await countsOf(world, b._id)).toEqual([["2026-03-10", { login: 2 }, 1]]);
});

Deno.test("a payload nested as deeply as fits is data like any other", async () => {
  await using intake = await openIntake();
  await intake.world.createClient({ externalId: "acme" });
  const nested = `{"a":`.repeat(2_000) + "[".repeat(9_000) + "]".repeat(9_000) + "}".repeat(2_000);
  const body = JSON.stringify(login).replace(/\}$/, `,"properties":${nested}}`);
  expect((await taken(post(intake.web, "track", body))).accepted).toBe(1);
});
