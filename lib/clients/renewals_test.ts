import { expect } from "@std/expect";
import { RENEWAL_WINDOWS, type RenewalWindow } from "@/lib/clients/renewal_window.ts";
import { openWorld } from "@/testing/world.ts";

/** In Kiritimati 1 April, two in the morning; in New York 31 March, eight in the morning. */
const NOW = "2026-03-31T12:00:00Z";

/** When each renews, how many of its own days that is from its own today, and the window that it is in everywhere. */
const CLIENTS: Record<
  string,
  { timezone: string; renewsAt: string | null; days: number | null; window: RenewalWindow }
> = {
  "Kiribati yesterday": {
    timezone: "Pacific/Kiritimati",
    renewsAt: "2026-03-31T09:59:00Z",
    days: -1,
    window: "overdue",
  },
  "Kiribati today, an hour ago": {
    timezone: "Pacific/Kiritimati",
    renewsAt: "2026-03-31T11:00:00Z",
    days: 0,
    window: "0-30",
  },
  "New York in thirty": {
    timezone: "America/New_York",
    renewsAt: "2026-05-01T03:30:00Z",
    days: 30,
    window: "0-30",
  },
  "New York in thirty-one": {
    timezone: "America/New_York",
    renewsAt: "2026-05-01T04:30:00Z",
    days: 31,
    window: "31-60",
  },
  "UTC in ninety": { timezone: "UTC", renewsAt: "2026-06-29T23:59:00Z", days: 90, window: "61-90" },
  "UTC in ninety-one": { timezone: "UTC", renewsAt: "2026-06-30T00:00:00Z", days: 91, window: "later" },
  "UTC never": { timezone: "UTC", renewsAt: null, days: null, window: "none" },
};

Deno.test("a renewal lies in the same window of the client's own days in the list, the radar and the report", async () => {
  await using world = await openWorld(NOW);
  const { clients, clientList, analytics, reports, database } = world.services;
  expect((await clients.list({ renewal: ["overdue"], sort: "name", limit: 25 })).total).toBe(0);
  for (const [name, { timezone, renewsAt }] of Object.entries(CLIENTS)) {
    await world.createClient({
      name,
      externalId: name.replaceAll(/\W/g, "-"),
      timezone,
      renewsAt: renewsAt === null ? null : new Date(renewsAt),
    });
  }
  await database.db.collection("clients").updateMany({}, {
    $set: { health: { band: "critical", computedAt: new Date(NOW) } },
  });
  const { rows } = (await clientList.read({ sort: "name", limit: 25 })).value;
  expect(Object.fromEntries(rows.map(({ name, renewsInDays }) => [name, renewsInDays])))
    .toEqual(Object.fromEntries(Object.entries(CLIENTS).map(([name, { days }]) => [name, days])));
  const { byRenewal = [] } = (await reports.revenueRisk()).value.currencies[0] ?? {};
  for (const window of RENEWAL_WINDOWS) {
    const expected = Object.keys(CLIENTS).filter((name) => CLIENTS[name]?.window === window).sort();
    const listed = await clients.list({ renewal: [window], sort: "name", limit: 25 });
    const radar = await analytics.riskRadar(1, 25, { renewal: [window] });
    expect([window, listed.items.map(({ name }) => name).sort()]).toEqual([window, expected]);
    expect([window, radar.value.rows.map(({ name }) => name).sort()]).toEqual([window, expected]);
    expect([window, byRenewal.find((sum) => sum.window === window)?.clients]).toEqual([
      window,
      expected.length,
    ]);
  }
  const either = await clients.list({ renewal: ["overdue", "none"], sort: "name", limit: 25 });
  expect(either.items.map(({ name }) => name)).toEqual(["Kiribati yesterday", "UTC never"]);
});
