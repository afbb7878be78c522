import { z } from "zod";
import type { Day } from "@/lib/platform/days.ts";
import type { Band, HealthScore, Trend } from "@/lib/scoring/types.ts";
import { CLIENT_STATUSES, type ClientStatus, CURRENT_STATUSES } from "@/lib/clients/statuses.ts";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import {
  currencySchema,
  daySchema,
  instantSchema,
  minorUnitsSchema,
  textSchema,
  timeZoneSchema,
} from "@/lib/platform/schema.ts";

export { CLIENT_STATUSES, type ClientStatus, CURRENT_STATUSES };

export const EXTERNAL_ID_MAX = 128;

export const externalIdSchema = textSchema(EXTERNAL_ID_MAX).meta({
  description: "Your own id of the client",
  example: "acme",
});

const clientFields = {
  name: textSchema(200).meta({ description: "Name of the company", example: "Acme GmbH" }),
  plan: textSchema(60).meta({ description: "Plan or tier", example: "Enterprise" }),
  industry: textSchema(100).nullable().meta({ example: "Logistics" }),
  mrr: minorUnitsSchema.meta({ description: "Monthly recurring revenue in minor units", example: 1_240_000 }),
  currency: currencySchema.meta({ example: "EUR" }),
  status: z.enum(CLIENT_STATUSES).meta({
    description:
      "`left_well` is a parting that is no loss. Clients that are gone are neither scored nor counted",
    example: "active",
  }),
  timezone: timeZoneSchema.meta({
    description: "Decides what a day is for this client",
    example: "Europe/Berlin",
  }),
  startedAt: instantSchema.meta({ description: "When the client started", example: "2025-03-01T00:00:00Z" }),
  endedOn: daySchema.nullable().meta({
    description: "The local day a client that is gone left; today if absent. Current clients have none",
    example: null,
  }),
  renewsAt: instantSchema.nullable().meta({ description: "Next renewal", example: "2027-03-01T00:00:00Z" }),
  owner: textSchema(100).nullable().meta({ description: "Customer-success manager", example: "Dana Okafor" }),
  tags: z.array(textSchema(40)).max(20, "must have at most 20 entries").meta({ example: ["pilot"] }),
};

const CLIENT_DEFAULTS = {
  plan: "Standard",
  mrr: 0,
  currency: "USD",
  status: "active",
  timezone: "UTC",
} as const;

/**
 * What `withEnding` checks: a day of leaving belongs to a client that is gone.
 *
 * @param statusGiven only where the status is sent too; where it is not, what is stored decides
 */
function endingRule({ statusGiven }: { statusGiven: boolean }) {
  return inJsonSchema({
    if: {
      required: statusGiven ? ["endedOn", "status"] : ["endedOn"],
      properties: { endedOn: { type: "string" } },
    },
    then: {
      required: ["status"],
      properties: {
        status: { enum: CLIENT_STATUSES.filter((status) => !CURRENT_STATUSES.includes(status)) },
      },
    },
  });
}

/** Body of `POST /clients`; what is left out gets the default. */
export const newClientSchema = z.strictObject({
  externalId: externalIdSchema.optional(),
  name: clientFields.name,
  plan: clientFields.plan.default(CLIENT_DEFAULTS.plan),
  industry: clientFields.industry.default(null),
  mrr: clientFields.mrr.default(CLIENT_DEFAULTS.mrr),
  currency: clientFields.currency.default(CLIENT_DEFAULTS.currency),
  status: clientFields.status.default(CLIENT_DEFAULTS.status),
  timezone: clientFields.timezone.default(CLIENT_DEFAULTS.timezone),
  startedAt: clientFields.startedAt.optional(),
  endedOn: clientFields.endedOn.default(null),
  renewsAt: clientFields.renewsAt.default(null),
  owner: clientFields.owner.default(null),
  tags: clientFields.tags.default([]),
}).meta({
  example: { externalId: "acme", name: "Acme GmbH", mrr: 1_240_000, currency: "EUR" },
  ...endingRule({ statusGiven: false }),
});

export type NewClient = z.output<typeof newClientSchema>;

/** Body of `PUT /clients/:id`: the whole client. */
export const clientReplacementSchema = newClientSchema.meta({
  description:
    "What is left out gets its default, as for a new client; `externalId` and `startedAt` stay as they are",
});

/**
 * Body of `PATCH /clients/:id`, a merge patch (RFC 7396): what is left out stays, `null` gives the default back. Name,
 * externalId and startedAt have none.
 */
export const clientPatchSchema = z.strictObject({
  externalId: externalIdSchema.optional(),
  name: clientFields.name.optional(),
  plan: clientFields.plan.nullable().transform((plan) => plan ?? CLIENT_DEFAULTS.plan).optional(),
  industry: clientFields.industry.optional(),
  mrr: clientFields.mrr.nullable().transform((mrr) => mrr ?? CLIENT_DEFAULTS.mrr).optional(),
  currency: clientFields.currency.nullable().transform((currency) => currency ?? CLIENT_DEFAULTS.currency)
    .optional(),
  status: clientFields.status.nullable().transform((status) => status ?? CLIENT_DEFAULTS.status).optional(),
  timezone: clientFields.timezone.nullable().transform((timezone) => timezone ?? CLIENT_DEFAULTS.timezone)
    .optional(),
  startedAt: clientFields.startedAt.optional(),
  endedOn: clientFields.endedOn.optional(),
  renewsAt: clientFields.renewsAt.optional(),
  owner: clientFields.owner.optional(),
  tags: clientFields.tags.nullable().transform((tags) => tags ?? []).optional(),
}).meta({
  id: "ClientPatch",
  example: { plan: "Enterprise", owner: null },
  ...endingRule({ statusGiven: true }),
});

export type ClientPatch = z.output<typeof clientPatchSchema>;

export { clientFields };

/** The last score of a client, with everything a list shows of it. */
export interface StoredHealth extends HealthScore {
  /** When the facts were read; a score read earlier never replaces it. */
  computedAt: Date;
  /** The client's local day that was scored. */
  day: Day;
  /** Time of the newest event, however long ago; `null` when there was none. */
  dataAsOf: Date | null;
  trend: Trend | null;
  /** Held a week before it was computed; `null` when there was no score yet, absent in scores of earlier versions. */
  bandWeekAgo?: Band | null;
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
  /** For the order of names: no case, no accents. */
  foldedName: string;
  /** What name and externalId are found by, see `searchWords`. */
  searchWords: string[];
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
  /** When the time zone was changed, until every day has been rolled up anew. */
  rezonedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}
