import { expect } from "@std/expect";
import { dayOf, daysBetween } from "@/lib/platform/days.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { HealthPoint } from "@/lib/health/schema.ts";
import { createSeedService } from "@/lib/seed/create.ts";
import { eventsOf } from "@/lib/seed/activity.ts";
import { SEED_PROFILES } from "@/lib/seed/profiles.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-14T20:00:00Z";
const TWO_DAYS_LATER = "2026-03-16T21:30:00Z";

const COLLECTIONS = [
  "clients",
  "health_history",
  "incidents",
  "rollup_marks",
  "seeds",
  "telemetry",
  "telemetry_messages",
  "usage_daily",
];

/** Everything that is stored, in an order of its own. Documents of a time series have no lasting `_id`. */
async function contents({ services: { database } }: World): Promise<Map<string, string[]>> {
  const all = COLLECTIONS.map(async (name): Promise<[string, string[]]> => {
    const documents = await database.db.collection(name).find().toArray();
    const timeSeries = name === "telemetry" || name === "health_history";
    return [
      name,
      documents.map(({ _id, ...rest }) => JSON.stringify(timeSeries ? rest : { _id, ...rest })).sort(),
    ];
  });
  return new Map(await Promise.all(all));
}

async function clientsOf({ services: { database } }: World): Promise<Map<string, Client>> {
  const clients = await database.db.collection<Client>("clients").find().toArray();
  return new Map(clients.map((client) => [client.externalId, client]));
}

/** One seeding serves all steps: it is the slowest part. */
Deno.test("the seed", async (t) => {
  await using world = await openWorld(NOW);
  const seeds = createSeedService(world.services);
  const steps: string[] = [];
  const sown = await seeds.sow(1, (step) => steps.push(step));

  await t.step("shows a believable mix, scored without a worker", async () => {
    expect(sown).toMatchObject({ seed: 1, anchor: new Date(NOW), clients: 15, incidents: 17 });
    expect(steps.length).toBeGreaterThanOrEqual(4);

    const clients = await clientsOf(world);
    const bands = [...clients.values()].map(({ health }) => health?.band);
    const count = (band: string) => bands.filter((each) => each === band).length;
    expect(["healthy", "at_risk", "critical", "unknown"].map(count)).toEqual([7, 4, 3, 1]);
    expect(clients.get("quillon-robotics")?.health?.coverage).toBe(0.7);
    expect(clients.get("veridane-labs")?.health).toMatchObject({ score: null, band: "unknown" });
    expect(new Set([...clients.values()].map(({ currency }) => currency)).size).toBeGreaterThanOrEqual(2);
    // Half the window of a client that fell silent, and two criticals of another, within the last week.
    for (const fallen of ["ostwind-mobility", "sundial-health"]) {
      expect(clients.get(fallen)?.health?.trend?.delta).toBeLessThan(-10);
    }
    expect(clients.get("tamarind-foods")?.health?.trend?.direction).toBe("up");
  });

  await t.step(
    "has scores that follow from its events, and for each past day the score of then",
    async () => {
      const clients = await clientsOf(world);
      const anchor = new Date(NOW);
      for (const profile of SEED_PROFILES) {
        const client = clients.get(profile.externalId);
        if (!client || profile.externalId === "nordlys-ferries") continue;
        const calls = eventsOf(profile, { clientId: client._id, seed: 1, anchor }).filter(({ meta, ts }) =>
          meta.type === "api_call" &&
          daysBetween(dayOf(ts, profile.timezone), dayOf(anchor, profile.timezone)) < 30
        );
        const sum = calls.reduce((total, event) => total + event.count, 0);
        const expected = profile.activity ? Math.min(100, (100 * sum) / 5_000) : null;
        const usage = client.health?.components.find(({ key }) => key === "usage");
        if (expected === null) expect(usage?.value).toBeNull();
        else expect(usage?.value).toBeCloseTo(expected, 9);
      }

      const points = await world.services.database.db.collection<HealthPoint>("health_history").find()
        .toArray();
      const pointsOf = (externalId: string) =>
        points.filter(({ meta }) => meta.clientId === clients.get(externalId)?._id)
          .sort((a, b) => a.ts.getTime() - b.ts.getTime());
      // 30 days before and today; from the start on for clients that are newer.
      expect(pointsOf("halden-logistics").length).toBe(31);
      expect(pointsOf("nordlys-ferries").length).toBe(10);
      expect(pointsOf("veridane-labs").length).toBe(22);
      // Its criticals were opened five and six days ago: before that the incident component was whole.
      const incident = pointsOf("sundial-health").map(({ components }) => components.incident);
      expect(incident.slice(0, 24)).toEqual(Array(24).fill(100));
      expect(incident.at(-1)).toBe(0);
      // The last millisecond of a day in Samoa, 13 hours ahead of UTC.
      expect(pointsOf("matai-outdoor").at(0)?.ts).toEqual(new Date("2026-02-13T10:59:59.999Z"));
      const yesterday = pointsOf("ostwind-mobility").at(-2);
      expect(clients.get("ostwind-mobility")?.health?.recentScores.at(-2)).toBe(yesterday?.score);
    },
  );

  await t.step("changes nothing when it is sown again two days later", async () => {
    const before = await contents(world);
    world.setNow(TWO_DAYS_LATER);
    const second = await seeds.sow(1);
    expect(second).toEqual({
      seed: 1,
      anchor: new Date(NOW),
      clients: 0,
      events: 0,
      incidents: 0,
      points: 0,
    });
    expect(await contents(world)).toEqual(before);
  });

  await t.step("completes what a killed run left to the same documents", async () => {
    const { db } = world.services.database;
    const whole = await contents(world);
    const clients = await clientsOf(world);
    const lost = ["halden-logistics", "ostwind-mobility", "pellicane-travel"].map((id) =>
      clients.get(id)?._id ?? ""
    );
    const [early = "", middle = ""] = lost;

    // One died before anything was rolled up, one before its incidents, one before the client was written.
    for (const id of lost) await world.services.stores.clients.remove(id);
    await db.collection("telemetry").deleteMany({ "meta.clientId": early, "meta.type": "login" });
    await db.collection("telemetry_messages").deleteMany({ clientId: early });
    for (const id of [early, middle]) {
      await world.services.stores.history.removeClient(id);
      await world.services.stores.incidents.removeClient(id);
    }
    await world.services.stores.usage.removeClient(early);
    world.setNow("2026-03-14T20:00:00.001Z");

    const report = await seeds.sow(1);
    expect(report).toMatchObject({ clients: 3, anchor: new Date(NOW) });
    const completed = await contents(world);
    // The others hold the time of the scoring.
    for (const name of COLLECTIONS.filter((each) => each !== "clients" && each !== "health_history")) {
      expect(completed.get(name)).toEqual(whole.get(name));
    }
    const scores = await clientsOf(world);
    for (const [externalId, client] of clients) {
      expect(scores.get(externalId)?.health?.recentScores).toEqual(client.health?.recentScores);
    }
  });
});

Deno.test("a client that the seed did not make is left alone, and nothing is sown", async () => {
  await using world = await openWorld(NOW);
  await world.createClient({ externalId: "kaveri-analytics", name: "Somebody else" });
  const before = await contents(world);
  await expect(createSeedService(world.services).sow(1)).rejects.toThrow(
    'Cannot sow seed 1: a client with the externalId "kaveri-analytics" is there already',
  );
  expect(await contents(world)).toEqual(before);
});
