/** The raw events of a seeded client: the same for the same seed and anchor. */
import { addDays, type Day, dayOf, daysFrom } from "@/lib/platform/days.ts";
import { type Activity, levelAt, type SeedProfile } from "@/lib/seed/profile.ts";
import { Random } from "@/lib/simulation/random.ts";
import type { StoredEvent } from "@/lib/telemetry/schema.ts";

/**
 * 30 days to look at, and the 30 before: the first day that is looked at has a score too, and that score needs a whole
 * window of its own. Without them every client would seem to rise from nothing.
 */
export const SEED_DAYS = 60;

/** Calls are counted in batches; the first minute of each falls into one of these local hours. */
const BATCH_HOURS = [8, 10, 12, 14, 16, 18] as const;
const FIRST_HOUR = 8;
const LAST_HOUR = 18;

const NOISE = 0.15;
const FEATURE_CHANCE = 0.7;
const FEATURE_USES_MAX = 9;

/** By ISO weekday, Monday first; each week sums to 7, so that a mean of a day stays one. */
const WEEK = [1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5] as const;
const WORKING_WEEK = [1.4, 1.4, 1.4, 1.4, 1.4, 0, 0] as const;

type Occurrence = Pick<StoredEvent, "ts" | "count" | "userId"> & { type: string };

/** Every event of a client up to the anchor, oldest day first. All count as received at the anchor. */
export function eventsOf(
  profile: SeedProfile,
  { clientId, seed, anchor }: { clientId: string; seed: number; anchor: Date },
): StoredEvent[] {
  const { activity } = profile;
  if (!activity) return [];
  const random = new Random("seed", seed, profile.externalId);
  const today = dayOf(anchor, profile.timezone);
  const first = addDays(today, -Math.min(SEED_DAYS - 1, profile.startedDaysAgo));
  const days = daysFrom(first, today);
  let loginsOwed = random.next();
  return days.flatMap((day, index) => {
    const level = levelAt(activity.course, days.length - 1 - index) * weekFactor(day, activity);
    loginsOwed += level * (activity.loginsPerDay ?? 0);
    const logins = Math.floor(loginsOwed);
    loginsOwed -= logins;
    const occurrences = [
      ...callBatches(day, profile.timezone, Math.round(level * activity.callsPerDay * noise(random)), random),
      ...visits(day, profile, { logins, people: activity.people }, random),
    ];
    return occurrences.flatMap((occurrence, position) =>
      occurrence.ts > anchor
        ? []
        : [toStoredEvent(occurrence, clientId, anchor, `seed:${seed}:${day}:${position}`)]
    );
  });
}

function weekFactor(day: Day, activity: Activity): number {
  const week = activity.weekdaysOnly ? WORKING_WEEK : WEEK;
  return week[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 1;
}

function noise(random: Random): number {
  return random.between(1 - NOISE, 1 + NOISE);
}

/** Divides the calls of a day among its batches, at random. */
function callBatches(day: Day, timeZone: string, calls: number, random: Random): Occurrence[] {
  const shares = BATCH_HOURS.map(() => random.between(0.5, 1.5));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let left = calls;
  return BATCH_HOURS.flatMap((hour, index) => {
    const last = index === BATCH_HOURS.length - 1;
    const count = last ? left : Math.min(left, Math.round(calls * (shares[index] ?? 0) / whole));
    left -= count;
    const ts = localInstant(day, timeZone, hour, random);
    return count === 0 ? [] : [{ type: "api_call", ts, count, userId: null }];
  });
}

/** People who log in, each at most once while there are enough of them, and most of them use a feature. */
function visits(
  day: Day,
  profile: SeedProfile,
  { logins, people }: { logins: number; people: number },
  random: Random,
): Occurrence[] {
  const present = random.shuffle(Array.from({ length: people }, (_, index) => index + 1));
  return Array.from({ length: logins }, (_, index) => index).flatMap((index): Occurrence[] => {
    const userId = `${profile.externalId}-${present[index % people] ?? 1}`;
    const ts = localInstant(day, profile.timezone, random.integer(FIRST_HOUR, LAST_HOUR), random);
    const login = { type: "login", ts, count: 1, userId };
    if (!random.chance(FEATURE_CHANCE)) return [login];
    const used = new Date(ts.getTime() + random.integer(1, 20) * 60_000);
    return [login, { type: "feature_use", ts: used, count: random.integer(1, FEATURE_USES_MAX), userId }];
  });
}

function localInstant(day: Day, timeZone: string, hour: number, random: Random): Date {
  const plainTime = { hour, minute: random.integer(0, 59), second: random.integer(0, 59) };
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}

function toStoredEvent(
  { type, ts, count, userId }: Occurrence,
  clientId: string,
  receivedAt: Date,
  messageId: string,
): StoredEvent {
  return { ts, meta: { clientId, type }, count, messageId, userId, receivedAt };
}
