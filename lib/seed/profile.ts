/** How a seeded client is described: plain data, relative to the moment of the first seeding. */
import type { Client } from "@/lib/clients/schema.ts";
import type { IncidentStatus, Severity } from "@/lib/scoring/types.ts";

/**
 * The level of activity over time as corners of a line: `[days ago, factor]`, oldest first. Before the first corner
 * and after the last its factor holds; between corners it changes evenly.
 */
export type Course = readonly (readonly [daysAgo: number, factor: number])[];

export const STEADY: Course = [[0, 1]];

export interface Activity {
  /** Mean of a day over a whole week, before `course`. */
  callsPerDay: number;
  /** `null`: nobody ever logs in. */
  loginsPerDay: number | null;
  /** People who log in. */
  people: number;
  weekdaysOnly?: boolean;
  course: Course;
}

export interface SeedIncident {
  title: string;
  severity: Severity;
  openedDaysAgo: number;
  /** Absent: not resolved yet. */
  resolvedDaysAgo?: number;
  status?: Exclude<IncidentStatus, "resolved">;
}

type Stated =
  | "externalId"
  | "name"
  | "plan"
  | "industry"
  | "mrr"
  | "currency"
  | "timezone"
  | "owner"
  | "tags";

export interface SeedProfile extends Pick<Client, Stated> {
  /** What the client is there to show. */
  story: string;
  startedDaysAgo: number;
  renewsInDays: number | null;
  /** `null`: no data at all. */
  activity: Activity | null;
  incidents: readonly SeedIncident[];
}

/** The factor of a course at a number of days ago. */
export function levelAt(course: Course, daysAgo: number): number {
  const after = course.findIndex(([corner]) => corner <= daysAgo);
  if (after === -1) return course.at(-1)?.[1] ?? 0;
  const [nextAgo, nextFactor] = course[after] ?? [0, 0];
  const previous = course[after - 1];
  if (!previous) return nextFactor;
  const [previousAgo, previousFactor] = previous;
  const share = (previousAgo - daysAgo) / (previousAgo - nextAgo);
  return previousFactor + share * (nextFactor - previousFactor);
}
