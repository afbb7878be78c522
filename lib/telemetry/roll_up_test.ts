import { expect } from "@std/expect";
import fc from "fast-check";
import { rollUpDays, strayKey } from "@/lib/telemetry/roll_up.ts";
import { dayFinder, runsOf } from "@/lib/telemetry/roll_up_service.ts";
import type { StoredEvent } from "@/lib/telemetry/schema.ts";
import { dayOf, daysFrom } from "@/lib/platform/days.ts";

function event(overrides: Partial<StoredEvent> & { type?: string } = {}): StoredEvent {
  const { type = "api_call", ...rest } = overrides;
  return {
    ts: new Date("2026-03-01T10:00:00Z"),
    meta: { clientId: "c1", type },
    count: 1,
    messageId: "m1",
    userId: null,
    receivedAt: new Date("2026-03-01T10:00:01Z"),
    ...rest,
  };
}

const DAY = "2026-03-01";
const utcDay = ({ ts }: StoredEvent) => ts.toISOString().slice(0, 10);
const totalsOf = (events: StoredEvent[], strays?: ReadonlySet<string>) =>
  rollUpDays([DAY], events, utcDay, strays).get(DAY);

Deno.test("counts are summed by type and users are counted once", () => {
  expect(totalsOf([
    event({ messageId: "a", type: "login", userId: "u1" }),
    event({ messageId: "b", type: "login", userId: "u2" }),
    event({ messageId: "c", type: "login", userId: "u1" }),
    event({ messageId: "d", count: 40, ts: new Date("2026-03-01T23:59:59Z") }),
  ])).toEqual({
    counts: { api_call: 40, login: 3 },
    users: 2,
    lastEventAt: new Date("2026-03-01T23:59:59Z"),
  });
});

Deno.test("a message sent again counts once", () => {
  expect(totalsOf([event({ count: 7 }), event({ count: 7 }), event({ count: 7 })])?.counts).toEqual({
    api_call: 7,
  });
});

Deno.test("of two messages with one id and different content the one received first counts", () => {
  const first = event({ count: 5, receivedAt: new Date("2026-03-01T10:00:01Z") });
  const second = event({ count: 9, receivedAt: new Date("2026-03-01T10:00:02Z") });
  expect(totalsOf([first, second])?.counts).toEqual({ api_call: 5 });
  expect(totalsOf([second, first])?.counts).toEqual({ api_call: 5 });
});

Deno.test("a stray copy does not count on its own day", () => {
  const stray = event();
  expect(totalsOf([stray], new Set([strayKey(stray)]))).toEqual({ counts: {}, users: 0, lastEventAt: null });
});

Deno.test("a measured zero is there, a type that was not sent is not", () => {
  expect(totalsOf([event({ count: 0 })])?.counts).toEqual({ api_call: 0 });
});

Deno.test("days without events come out empty, and events of other days are left out", () => {
  const days = rollUpDays(
    ["2026-03-01", "2026-03-02"],
    [event({ ts: new Date("2026-03-03T00:00:00Z") })],
    utcDay,
  );
  expect([...days.keys()]).toEqual(["2026-03-01", "2026-03-02"]);
  expect([...days.values()].every(({ counts }) => Object.keys(counts).length === 0)).toBe(true);
});

Deno.test("property: neither order nor repetition changes a roll-up", () => {
  const events = fc.array(
    fc.record({
      messageId: fc.constantFrom("a", "b", "c", "d"),
      type: fc.constantFrom("api_call", "login"),
      count: fc.nat(20),
      userId: fc.constantFrom(null, "u1", "u2"),
      minute: fc.nat(1439),
      received: fc.nat(3),
    }).map(({ minute, received, ...rest }) =>
      event({
        ...rest,
        ts: new Date(Date.UTC(2026, 2, 1, 0, minute)),
        receivedAt: new Date(Date.UTC(2026, 2, 2, 0, received)),
      })
    ),
    { maxLength: 12 },
  );
  fc.assert(fc.property(events, fc.array(fc.nat()), (list, order) => {
    const shuffled = list.flatMap((item, index) =>
      Array.from({ length: 1 + (order[index] ?? 0) % 3 }, () => item)
    )
      .map((item, index) => ({ item, key: order[index % (order.length || 1)] ?? 0 }))
      .sort((a, b) => a.key - b.key).map(({ item }) => item);
    expect(totalsOf(shuffled)).toEqual(totalsOf(list));
  }));
});

Deno.test("days near each other are read in one run, distant ones are not", () => {
  const days = ["2026-01-01", "2026-01-02", "2026-03-03", "2026-05-03"].map((day) => ({ day }));
  expect(runsOf(days).map((run) => run.map(({ day }) => day))).toEqual([
    ["2026-01-01", "2026-01-02", "2026-03-03"],
    ["2026-05-03"],
  ]);
  expect(runsOf([])).toEqual([]);
});

Deno.test("property: the fast way to an event's day agrees with the calendar", () => {
  const zones = ["UTC", "Asia/Kolkata", "America/New_York", "Pacific/Apia", "Europe/London"];
  const first = "2026-03-01";
  const last = "2026-11-30";
  const instants = fc.date({ min: new Date("2026-03-02"), max: new Date("2026-11-29"), noInvalidDate: true });
  const finders = new Map(zones.map((zone) => [zone, dayFinder(first, last, zone)]));
  fc.assert(fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
    expect(finders.get(zone)?.(instant)).toBe(dayOf(instant, zone));
  }));
  expect(daysFrom(first, last).length).toBe(275);
});
