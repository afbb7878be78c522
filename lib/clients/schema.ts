import { z } from "zod";
import type { Day } from "@/lib/platform/days.ts";
import type { HealthScore, Trend } from "@/lib/scoring/types.ts";
import {
  currencySchema,
  daySchema,
  instantSchema,
  minorUnitsSchema,
  textSchema,
  timeZoneSchema,
} from "@/lib/platform/schema.ts";

/** `churned` left for good, `left_well` left without being lost (a finished project): never counted as churn. */
export const CLIENT_STATUSES = ["active", "paused", "churned", "left_well"] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

/** The statuses whose clients are scored and counted. */
export const CURRENT_STATUSES: readonly ClientStatus[] = ["active", "paused"];

export const externalIdSchema = textSchema(128).meta({
  description: "Your own id of the client",
  example: "acme",
});

const clientFields = {
  name: textSchema(200).meta({ description: "Name of the company", example: "Acme GmbH" }),
  plan: textSchema(60).meta({ description: "Plan or tier", example: "Enterprise" }),
  industry: textSchema(100).nullable().meta({ example: "Logistics" }),
  mrr: minorUnitsSchema.meta({ description: "Monthly recurring revenue in minor units", example: 1_240_000 }),
  currency: currencySchema.meta({ example: "EUR" }),
  status: z.enum(CLIENT_STATUSES),
  timezone: timeZoneSchema.meta({
    description: "Decides what a day is for this client",
    example: "Europe/Berlin",
  }),
  startedAt: instantSchema.meta({ description: "When the client started", example: "2025-03-01T00:00:00Z" }),
  endedOn: daySchema.nullable().meta({
    description: "The local day a client that is gone left",
    example: null,
  }),
  renewsAt: instantSchema.nullable().meta({ description: "Next renewal", example: "2027-03-01T00:00:00Z" }),
  owner: textSchema(100).nullable().meta({ description: "Customer-success manager", example: "Dana Okafor" }),
  tags: z.array(textSchema(40)).max(20),
};

/** Body of `POST /clients`; what is left out gets the default. */
export const newClientSchema = z.strictObject({
  externalId: externalIdSchema.optional(),
  name: clientFields.name,
  plan: clientFields.plan.default("Standard"),
  industry: clientFields.industry.default(null),
  mrr: clientFields.mrr.default(0),
  currency: clientFields.currency.default("USD"),
  status: clientFields.status.default("active"),
  timezone: clientFields.timezone.default("UTC"),
  startedAt: clientFields.startedAt.optional(),
  endedOn: clientFields.endedOn.default(null),
  renewsAt: clientFields.renewsAt.default(null),
  owner: clientFields.owner.default(null),
  tags: clientFields.tags.default([]),
}).meta({ id: "NewClient" });

export type NewClient = z.output<typeof newClientSchema>;

export { clientFields };

/** The last score of a client, with everything a list shows of it. */
export interface StoredHealth extends HealthScore {
  /** When the facts were read; a score read earlier never replaces it. */
  computedAt: Date;
  /** The client's local day that was scored. */
  day: Day;
  /** Time of the newest event counted; `null` when there is none. */
  dataAsOf: Date | null;
  trend: Trend | null;
  /** The worst driver in words. */
  driver: string;
  openIncidents: number;
  /** Scores at the end of each of the last 30 local days, oldest first, today last. */
  recentScores: (number | null)[];
}

export interface Client {
  _id: string;
  externalId: string;
  name: string;
  /** Folded for search: no case, no accents. */
  foldedName: string;
  foldedExternalId: string;
  plan: string;
  industry: string | null;
  /** Minor units of `currency` a month. */
  mrr: number;
  currency: string;
  status: ClientStatus;
  timezone: string;
  startedAt: Date;
  endedOn: Day | null;
  renewsAt: Date | null;
  owner: string | null;
  tags: string[];
  health: StoredHealth | null;
  /** Grows with each change by a user; scoring leaves it alone. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}
