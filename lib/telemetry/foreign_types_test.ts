/** Names that every object has are types like any other, from intake to each place that shows usage. */
import { expect } from "@std/expect";
import { summaryOf } from "@/lib/client_detail/usage_totals.ts";
import { usageOfType } from "@/lib/client_detail/usage_series.ts";
import { usageRows } from "@/lib/exports/client_csv.ts";
import { usageTable } from "@/lib/analytics/report_csv.ts";
import { usageLanes } from "@/lib/charts/usage_trend.ts";
import { clientDayId } from "@/lib/telemetry/schema.ts";
import { FactsReader } from "@/lib/health/facts.ts";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { openWorld } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const INHERITED = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];

/** As JSON and MongoDB give them: `__proto__` is a name of its own. */
const countsOf = (type: string, count: number): Record<string, number> => Object.fromEntries([[type, count]]);

Deno.test("counts of types that every object inherits are sums, gaps and zeros as those of others", async () => {
  for (const type of INHERITED) {
    const days = [
      { day: "2026-03-29", counts: { login: 1 }, users: 0 },
      { day: "2026-03-30", counts: null, users: null },
      { day: "2026-03-31", counts: countsOf(type, 3), users: 0 },
    ];
    expect(usageOfType(days, type).map(({ count }) => count)).toEqual([0, null, 3]);
    expect(Object.entries(summaryOf(days).totals)).toEqual([["login", 1], [type, 3]].sort());
    const lane = usageLanes({ today: "2026-03-31", days }).find((found) => found.type === type);
    expect(lane?.counts).toEqual([null, null, 3]);
    const table = usageTable({ days });
    const at = table.header.indexOf(type);
    expect((await Array.fromAsync(table.rows)).map((row) => row[at])).toEqual([null, null, 3]);
    const span = { clientId: "c", timezone: "UTC", first: "", last: "", begins: null };
    const view = { ...span, daysWithData: 2, totals: {}, days };
    const rows = await Array.fromAsync(usageRows({ ...view, types: ["login", type] }));
    expect(rows.map((row) => row[2])).toEqual([null, null, 3]);
  }
});

Deno.test("a score whose model names an inherited type rests on what was sent of it, and nothing else", async () => {
  await using world = await openWorld(NOW);
  const { usage, incidents } = world.services.stores;
  const [first, second] = [await world.createClient(), await world.createClient()];
  const facts = new FactsReader({ usage, incidents });
  for (const [revision, type] of INHERITED.entries()) {
    const day = ({ _id: clientId }: typeof first, counts: Record<string, number>) => {
      const place = { clientId, day: "2026-03-31" };
      return { _id: clientDayId(place), ...place, counts, users: 0, lastEventAt: null, revision };
    };
    await usage.write([day(first, countsOf(type, 5)), day(second, { login: 1 })]);
    const model = { ...DEFAULT_SCORE_MODEL, usage: { ...DEFAULT_SCORE_MODEL.usage, telemetryType: type } };
    const found = await facts.read([first, second], { now: new Date(NOW) }, model, () => null);
    expect([first, second].map(({ _id }) => found.get(_id)?.facts.usageCount)).toEqual([5, null]);
    const { days } = await world.services.clientTime.usage(first._id, { days: 1, type: undefined });
    expect(days.map(({ counts }) => Object.entries(counts ?? {}))).toEqual([[[type, 5]]]);
  }
});

Deno.test("a type such as constructor goes through intake, roll-up and score; one that cannot be a type is refused", async () => {
  await using world = await openWorld(NOW);
  const { services } = world;
  const client = await world.createClient({ externalId: "case-01" });
  const sent = INHERITED.map((type) => ({
    externalId: "case-01",
    type,
    ts: "2026-03-30T09:00:00Z",
    count: 2,
  }));
  const { accepted, rejected } = await services.intake.receive(sent);
  expect(accepted).toBe(1);
  expect(rejected.map(({ pointer, reason }) => [pointer, reason])).toEqual(
    [1, 2, 3, 4].map((
      at,
    ) => [`/events/${at}/type`, "must be lower case words joined by _, such as api_call"]),
  );
  const odd = await services.intake.receive([
    JSON.parse('{"externalId":"case-01","type":"login","__proto__":1}'),
  ]);
  expect(odd.rejected).toEqual([{ index: 0, pointer: "/events/0/__proto__", reason: "is not known here" }]);
  await services.intake.receive([{ externalId: "case-01", type: "login", ts: "2026-03-31T09:00:00Z" }]);
  await world.work();
  expect((await services.reports.usage(2)).value.days).toEqual([
    { day: "2026-03-30", counts: { constructor: 2 } },
    { day: "2026-03-31", counts: { login: 1 } },
  ]);
  const detail = await services.clientDetail.read(client._id);
  expect(detail.value.usageSummary.totals).toEqual({ constructor: 2, login: 1 });
  expect((await services.clients.get(client._id)).health?.components[0]?.value).toBeNull();
});
