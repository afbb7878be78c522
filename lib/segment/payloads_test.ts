/**
 * The example payloads of the Segment spec and of a client library, where they are at hand: each is taken or refused for
 * the reason that the spec gives, and sent twice counts once.
 */
import { expect } from "@std/expect";
import { handler as callHandler } from "@/routes/api/v1/segment/[call].ts";
import { handler as batchHandler } from "@/routes/api/v1/segment/batch.ts";
import { problemSchema } from "@/lib/http/problem.ts";
import { segmentAnswerSchema } from "@/lib/segment/schema.ts";
import { basic, withWriteKeys } from "@/testing/segment.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld } from "@/testing/world.ts";

const FOLDER = new URL("../../../shared/data/segment_events/", import.meta.url);
const HEADERS = { authorization: basic("key") };
const NO_USER = "names no user: userId or anonymousId is missing";
const NO_ACCOUNT = /^names no account: groupId or context.groupId is missing/;

/** Where they are not, the report names these tests as ignored. */
function isThere(): boolean {
  try {
    return Deno.statSync(FOLDER).isDirectory;
  } catch {
    return false;
  }
}

async function read(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await Deno.readTextFile(new URL(path, FOLDER)));
}

const ROUTES = { "/api/v1/segment/batch": batchHandler, "/api/v1/segment/:call": callHandler };

/** In one word or reason what became of the first call of a request. */
async function post(web: TestWeb, path: string, body: unknown): Promise<string> {
  const response = await web.send("POST", `/api/v1/segment/${path}`, { body, headers: HEADERS });
  if (response.status !== 202) {
    const problem = problemSchema.parse(await response.json());
    return `${response.status} ${problem.errors?.[0]?.pointer} ${problem.errors?.[0]?.detail}`;
  }
  const answer = segmentAnswerSchema.parse(await response.json());
  const words = answer.parked > 0 ? "parked" : "accepted";
  return answer.duplicates > 0 ? `${words} again` : words;
}

/** In the order in which they are sent: group-02 places its user, whose later calls need not name the account. */
const EXAMPLES: Record<string, string> = {
  // Aliases join ids of one user, which has no meaning for an account.
  "alias-01": "accepted",
  "alias-02": "accepted",
  // Accounts are named by context.groupId: acct_123 is a client.
  "b2b-saas-01": "accepted",
  "b2b-saas-02": "accepted",
  "b2b-saas-03": "accepted",
  "b2b-saas-04": "accepted",
  "b2b-saas-05": "accepted",
  "b2b-saas-06": "accepted",
  "b2b-saas-07": "accepted",
  "b2b-saas-08": "accepted",
  "b2b-saas-09": "accepted",
  "b2b-saas-10": "accepted",
  // Account 12345 is none.
  "common-01": "parked",
  // user_id is no field of the spec.
  "email-01": NO_USER,
  "email-02": NO_USER,
  "email-03": NO_USER,
  "email-04": NO_USER,
  "email-05": NO_USER,
  "email-06": NO_USER,
  // An abbreviated example: common fields are left out.
  "group-01": NO_USER,
  "group-02": "parked",
  "identify-01": "parked",
  "identify-02": "parked",
  "live-chat-01": "no account",
  "live-chat-02": "no account",
  "live-chat-03": "no account",
  "page-01": NO_USER,
  "page-02": "parked",
  "screen-01": NO_USER,
  // The same user, account and messageId as page-02.
  "screen-02": "parked again",
  "track-01": NO_USER,
  "track-02": "no account",
};

function check(name: string, outcome: string, expected: string) {
  if (expected === "no account") {
    expect([name, outcome.slice(5)]).toEqual([name, expect.stringMatching(NO_ACCOUNT)]);
  } else if (expected === NO_USER) expect([name, outcome]).toEqual([name, `422  ${NO_USER}`]);
  else expect([name, outcome]).toEqual([name, expected]);
}

Deno.test({
  name: "the spec's examples are taken or refused each for its reason, and counted once",
  ignore: !isThere(),
  async fn() {
    await using world = await openWorld("2026-03-10T12:00:00Z");
    await using web = openTestWeb(withWriteKeys(world, ["key"]), ROUTES);
    const { services } = world;
    const client = await world.createClient({ externalId: "acct_123" });
    const files = [...Deno.readDirSync(new URL("spec_examples/", FOLDER))].map((file) => file.name).sort();
    expect(files).toEqual(Object.keys(EXAMPLES).map((name) => `${name}.json`));
    for (const [name, expected] of Object.entries(EXAMPLES)) {
      const body = await read(`spec_examples/${name}.json`);
      check(name, await post(web, String(body.type ?? body.action), body), expected);
    }
    for (const [name, expected] of Object.entries(EXAMPLES)) {
      const body = await read(`spec_examples/${name}.json`);
      const taken = ["accepted", "parked"].includes(expected) && body.type !== "alias";
      const again = taken ? `${expected} again` : expected;
      check(name, await post(web, String(body.type ?? body.action), body), again);
    }
    await world.work();
    expect((await services.stores.usage.find([client._id], "2000-01-01", "2030-01-01")).map((day) => [
      day.day,
      day.counts,
      day.users,
    ])).toEqual([["2026-03-10", {
      account_added_user: 1,
      account_created: 1,
      account_deleted: 1,
      account_removed_user: 1,
      invite_sent: 1,
      login: 1,
      signed_out: 1,
      signed_up: 1,
      trial_ended: 1,
      trial_started: 1,
    }, 1]]);

    const { accounts, total } = await services.parking.list({ limit: 10 });
    expect(total).toBe(2);
    expect(
      accounts.map(({ externalId, name, events, firstEventAt }) => [externalId, name, events, firstEventAt]),
    )
      .toEqual([
        ["0e8c78ea9d97a7b8185e8632", "Initech", 1, "2015-02-23T22:28:55.111Z"],
        ["12345", null, 1, "2015-12-10T04:08:31.905Z"],
      ]);
    // identify-02 came after group-02, and said that the plan is premium.
    const appeared = await world.createClient({ externalId: "0e8c78ea9d97a7b8185e8632", name: "New" });
    expect([appeared.name, appeared.plan, appeared.industry]).toEqual(["Initech", "premium", "Technology"]);
    await world.work();
    expect((await services.stores.usage.find([appeared._id], "2000-01-01", "2030-01-01")).map((day) => [
      day.day,
      day.counts,
    ])).toEqual([["2015-02-23", { page_view: 1 }]]);
    expect((await services.parking.list({ limit: 10 })).total).toBe(1);
  },
});

/** Before user 123456 is known to belong to an account; user B is from the group call on. */
const BATCHES_OF_STRANGERS: Record<string, string> = {
  "test-context-track": "no account",
  "test-enqueue-alias": "accepted",
  "test-enqueue-group": "parked",
  "test-enqueue-identify": "accepted",
  "test-enqueue-page": "parked",
  // The same account and messageId as the page.
  "test-enqueue-screen": "parked again",
  "test-enqueue-track": "no account",
  "test-integrations-track": "no account",
  "test-interval-track": "no account",
  "test-many-track": "no account",
  "test-messageid-track": "no account",
  "test-timestamp-track": "no account",
};

/** All but one of them carry one messageId, so one event is counted and the others are told as sent again. */
const BATCHES_OF_MEMBERS: Record<string, string> = {
  "test-context-track": "accepted again",
  "test-enqueue-track": "accepted again",
  "test-integrations-track": "accepted again",
  "test-interval-track": "accepted again",
  "test-messageid-track": "accepted",
};

Deno.test({
  name: "a client library's batches that share one messageId count once an account, and the answer tells so",
  ignore: !isThere(),
  async fn() {
    await using world = await openWorld("2026-03-10T12:00:00Z");
    await using web = openTestWeb(withWriteKeys(world, ["key"]), ROUTES);
    for (const [name, expected] of Object.entries(BATCHES_OF_STRANGERS)) {
      const outcome = await post(web, "batch", await read(`analytics-go_fixtures/${name}.json`));
      check(name, outcome.replace("/batch/0", ""), expected);
    }
    const client = await world.createClient({ externalId: "acme" });
    await post(web, "group", { userId: "123456", groupId: "acme" });
    const send = async (name: string) =>
      await web.send("POST", "/api/v1/segment/batch", {
        body: await read(`analytics-go_fixtures/${name}.json`),
        headers: HEADERS,
      });
    const many = await send("test-many-track");
    expect(many.status).toBe(202);
    expect(await many.json()).toEqual({
      accepted: 3,
      duplicates: 2,
      parked: 0,
      rejected: [],
      duplicateIndexes: [1, 2],
      notes: [],
    });
    expect((await (await send("test-many-track")).json()).duplicateIndexes).toEqual([0, 1, 2]);
    for (const [name, expected] of Object.entries(BATCHES_OF_MEMBERS)) {
      expect([name, await post(web, "batch", await read(`analytics-go_fixtures/${name}.json`))])
        .toEqual([name, expected]);
    }
    // Its clock read 2009 when it sent what it says happened in 2015.
    const future = problemSchema.parse(await (await send("test-timestamp-track")).json());
    expect(future.errors).toEqual([{
      pointer: "/batch/0/timestamp",
      detail: "lies more than 24 hours in the future, corrected by sentAt for the sender's clock",
    }]);
    await world.work();
    // By the spec's correction what was sent at once happened now, whatever year the sender's clock read.
    expect((await world.services.stores.usage.find([client._id], "2000-01-01", "2030-01-01")).map((day) => [
      day.day,
      day.counts,
    ])).toEqual([["2026-03-10", { download: 2 }]]);
  },
});
