import fc from "fast-check";
import { expect } from "@std/expect";
import { dayOf, daysBetween } from "@/lib/platform/days.ts";
import { eventsOf, SEED_DAYS } from "@/lib/seed/activity.ts";
import type { Activity, SeedProfile } from "@/lib/seed/profile.ts";
import { SEED_PROFILES } from "@/lib/seed/profiles.ts";

/** A Saturday; 21:00 in the evening in Berlin. */
const ANCHOR = new Date("2026-03-14T20:00:00Z");

function profileOf(story: string): SeedProfile {
  const profile = SEED_PROFILES.find((each) => each.story.startsWith(story));
  if (!profile) throw new Error(`No profile tells the story "${story}"`);
  return profile;
}

function withActivity(activity: Partial<Activity>): SeedProfile {
  const base = { callsPerDay: 70, loginsPerDay: 1, people: 4, course: [[0, 1]] as const };
  return { ...profileOf("healthy"), startedDaysAgo: 400, activity: { ...base, ...activity } };
}

const eventsAt = (profile: SeedProfile, { seed = 1, anchor = ANCHOR } = {}) =>
  eventsOf(profile, { clientId: "c", seed, anchor });

const anyAnchor = fc.date({
  min: new Date("2025-01-01T00:00:00Z"),
  max: new Date("2030-12-31T00:00:00Z"),
  noInvalidDate: true,
});

Deno.test("the same seed and anchor give the same events, another seed others", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SEED_PROFILES), fc.nat(), anyAnchor, (profile, seed, anchor) => {
      expect(eventsAt(profile, { seed, anchor })).toEqual(eventsAt(profile, { seed, anchor }));
    }),
    { numRuns: 20 },
  );
  const [profile] = SEED_PROFILES;
  if (!profile) throw new Error("There are no profiles");
  expect(eventsAt(profile, { seed: 1 })).not.toEqual(eventsAt(profile, { seed: 2 }));
});

Deno.test("events lie in the days of the seed, never after the anchor or before the start, each id once", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SEED_PROFILES), anyAnchor, (profile, anchor) => {
      const events = eventsAt(profile, { anchor });
      const today = dayOf(anchor, profile.timezone);
      for (const { ts, count } of events) {
        const daysAgo = daysBetween(dayOf(ts, profile.timezone), today);
        expect(ts <= anchor).toBe(true);
        expect(daysAgo).toBeLessThan(SEED_DAYS);
        expect(daysAgo).toBeLessThanOrEqual(profile.startedDaysAgo);
        expect(count).toBeGreaterThan(0);
      }
      expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length);
    }),
    { numRuns: 20 },
  );
});

Deno.test("all 15 clients together have fewer than 12,000 raw events", () => {
  const total = SEED_PROFILES.reduce((sum, profile) => sum + eventsAt(profile).length, 0);
  expect(total).toBeGreaterThan(4_000);
  expect(total).toBeLessThan(12_000);
});

Deno.test("logins of a day are exact but for the rest that is carried over: one a day makes 7 in a week", () => {
  const logins = eventsAt(withActivity({ loginsPerDay: 1 })).filter(({ meta }) => meta.type === "login");
  // 60 days to a Saturday are Wednesday to Saturday, then eight weeks of 7.
  const expected = 1.2 + 1.2 + 1.2 + 0.5 + 8 * 7;
  expect(Math.abs(logins.length - expected)).toBeLessThanOrEqual(1);
});

Deno.test("a client of weekdays has nothing on a weekend", () => {
  const profile = profileOf("healthy, on weekdays only");
  const weekdays = eventsAt(profile).map(({ ts }) =>
    Temporal.PlainDate.from(dayOf(ts, profile.timezone)).dayOfWeek
  );
  expect(new Set(weekdays)).toEqual(new Set([1, 2, 3, 4, 5]));
});

Deno.test("a silent client has usage, but none for two weeks", () => {
  const profile = profileOf("silent");
  const daysAgo = eventsAt(profile).map(({ ts }) =>
    daysBetween(dayOf(ts, profile.timezone), dayOf(ANCHOR, profile.timezone))
  );
  expect(Math.min(...daysAgo)).toBe(15);
  expect(Math.max(...daysAgo)).toBe(59);
});

Deno.test("nobody logs in where only the API is used, and a client without activity has no events", () => {
  const types = new Set(eventsAt(profileOf("uses the API only")).map(({ meta }) => meta.type));
  expect(types).toEqual(new Set(["api_call"]));
  expect(eventsAt(profileOf("signed three weeks ago"))).toEqual([]);
});

Deno.test("people of a day log in once each while there are enough of them", () => {
  const logins = eventsAt(withActivity({ loginsPerDay: 3, people: 5 })).filter(({ meta }) =>
    meta.type === "login"
  );
  const byDay = Map.groupBy(logins, ({ ts }) => dayOf(ts, "Europe/Berlin"));
  for (const ofDay of byDay.values()) {
    expect(new Set(ofDay.map(({ userId }) => userId)).size).toBe(ofDay.length);
  }
});
