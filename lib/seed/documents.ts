/** The clients and incidents of the seed as they are stored: the same for the same seed and anchor. */
import { createHash } from "node:crypto";
import { addDays, dayOf, startOfDay } from "@/lib/platform/days.ts";
import { searchFields } from "@/lib/clients/folding.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { SeedIncident, SeedProfile } from "@/lib/seed/profile.ts";
import { Random } from "@/lib/simulation/random.ts";

const DAY_MS = 24 * 3_600_000;

export interface SeedMoment {
  seed: number;
  /** The instant of the first run with this seed; everything is told from here. */
  anchor: Date;
}

/** An id of the form the database gives, made from what it stands for. */
function seedId(seed: number, ...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(["seed", seed, ...parts])).digest("hex").slice(0, 24);
}

export function clientIdOf(profile: SeedProfile, seed: number): string {
  return seedId(seed, "client", profile.externalId);
}

export function clientOf(profile: SeedProfile, { seed, anchor }: SeedMoment): Client {
  const { externalId, name, timezone } = profile;
  const today = dayOf(anchor, timezone);
  return {
    _id: clientIdOf(profile, seed),
    externalId,
    name,
    ...searchFields({ name, externalId }),
    plan: profile.plan,
    industry: profile.industry,
    mrr: profile.mrr,
    currency: profile.currency,
    status: "active",
    timezone,
    startedAt: startOfDay(addDays(today, -profile.startedDaysAgo), timezone),
    endedOn: null,
    renewsAt: profile.renewsInDays === null
      ? null
      : startOfDay(addDays(today, profile.renewsInDays), timezone),
    owner: profile.owner,
    tags: [...profile.tags],
    health: null,
    version: 1,
    createdAt: anchor,
    updatedAt: anchor,
  };
}

export function incidentsOf(profile: SeedProfile, moment: SeedMoment): Incident[] {
  return profile.incidents.map((incident, index) => incidentOf(incident, index + 1, profile, moment));
}

function incidentOf(
  incident: SeedIncident,
  number: number,
  profile: SeedProfile,
  { seed, anchor }: SeedMoment,
): Incident {
  const random = new Random("seed", seed, profile.externalId, "incident", number);
  // Up to half a day earlier than said, so that not everything happened at the hour of the seeding.
  const before = (daysAgo: number) =>
    new Date(anchor.getTime() - Math.round((daysAgo + random.between(0, 0.5)) * DAY_MS));
  const openedAt = before(incident.openedDaysAgo);
  const resolvedAt = incident.resolvedDaysAgo === undefined ? null : before(incident.resolvedDaysAgo);
  return {
    _id: seedId(seed, "incident", profile.externalId, number),
    clientId: clientIdOf(profile, seed),
    externalId: `seed-${seed}-${number}`,
    title: incident.title,
    severity: incident.severity,
    status: resolvedAt ? "resolved" : incident.status ?? "open",
    openedAt,
    resolvedAt,
    simulationRun: null,
    version: 1,
    createdAt: openedAt,
    updatedAt: resolvedAt ?? openedAt,
  };
}
