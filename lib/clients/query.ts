/** What `GET /clients` and its exports can be asked for. */
import type { Filter } from "mongodb";
import { z } from "zod";
import { isDay, startOfDay } from "@/lib/platform/days.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { choicesSchema, currencySchema, INSTANT_PATTERN, instantSchema } from "@/lib/platform/schema.ts";
import { askedWords } from "@/lib/clients/folding.ts";
import { type Client, CLIENT_STATUSES } from "@/lib/clients/schema.ts";
import { pagingFields } from "@/lib/lists/list_page.ts";
import { type SortKey, sortSchema, toSort } from "@/lib/lists/sorting.ts";
import { RENEWAL_WINDOWS } from "@/lib/clients/renewal_window.ts";
import { BANDS } from "@/lib/scoring/types.ts";

const SORT_KEYS = {
  name: { path: "foldedName", type: "text" },
  externalId: { path: "externalId", type: "text" },
  plan: { path: "plan", type: "text" },
  industry: { path: "industry", type: "text", nullable: true },
  owner: { path: "owner", type: "text", nullable: true },
  status: { path: "status", type: "text", order: CLIENT_STATUSES, moving: true },
  mrr: { path: "mrr", type: "number", within: "currency" },
  band: {
    path: "health.band",
    type: "text",
    order: ["critical", "at_risk", "healthy", "unknown"],
    nullable: true,
    moving: true,
  },
  score: { path: "health.score", type: "number", nullable: true, moving: true },
  trend: { path: "health.trend.delta", type: "number", nullable: true, moving: true },
  openIncidents: { path: "health.openIncidents", type: "number", nullable: true, moving: true },
  dataAsOf: { path: "health.dataAsOf", type: "time", nullable: true, moving: true },
  renewsAt: { path: "renewsAt", type: "time", nullable: true },
  startedAt: { path: "startedAt", type: "time" },
  createdAt: { path: "createdAt", type: "time" },
  updatedAt: { path: "updatedAt", type: "time", moving: true },
} as const satisfies Record<string, SortKey>;

export const CLIENT_SORTS = Object.keys(SORT_KEYS) as (keyof typeof SORT_KEYS)[];

/** Kept text is composed (NFC). */
const exactText = z.string().normalize().min(1, "must not be empty").max(
  200,
  "must have at most 200 characters",
);

const minorUnitsText = z.string().regex(/^\d{1,13}$/, "must be a whole number of minor units (cents)")
  .transform(
    Number,
  ).meta(inJsonSchema({ type: "integer", pattern: undefined, minimum: 0, maximum: 9_999_999_999_999 }));

/** A calendar date stands for its first instant in UTC. */
const dateOrInstant = z.string().transform((text) =>
  isDay(text) ? startOfDay(text, "UTC").toISOString() : text
).pipe(instantSchema).meta(inJsonSchema({
  type: "string",
  anyOf: [
    { format: "date", pattern: "^(19[7-9]\\d|20[0-2]\\d|203[0-7])-\\d\\d-\\d\\d$" },
    { format: "date-time", pattern: INSTANT_PATTERN },
  ],
}));

/** Which clients; shared by the list and its exports. */
export const clientFilterFields = {
  band: choicesSchema(BANDS).optional().meta({
    description: "One or more bands, separated by commas; `unknown` includes clients not scored yet",
    example: "critical,at_risk",
  }),
  status: choicesSchema(CLIENT_STATUSES).optional().meta({
    description:
      "One or more statuses, separated by commas; all of them if absent, those that have left included",
    example: "active,paused",
  }),
  plan: exactText.optional().meta({ description: "Exactly this plan", example: "Enterprise" }),
  industry: exactText.optional().meta({ description: "Exactly this industry", example: "Logistics" }),
  owner: exactText.optional().meta({ description: "Exactly this owner", example: "Dana Okafor" }),
  tag: exactText.optional().meta({ description: "Has this tag", example: "pilot" }),
  currency: currencySchema.optional().meta({ description: "Paid in this currency", example: "EUR" }),
  mrrMin: minorUnitsText.optional().meta({
    description: "MRR of at least this many minor units of `currency`, which must come with it",
    example: "100000",
  }),
  mrrMax: minorUnitsText.optional().meta({
    description: "MRR of at most this many minor units of `currency`, which must come with it",
    example: "5000000",
  }),
  renewal: choicesSchema(RENEWAL_WINDOWS).optional().meta({
    description:
      "One or more windows of days from the client's own today to the renewal, separated by commas",
    example: "overdue,0-30",
  }),
  renewsAfter: dateOrInstant.optional().meta({
    description: "Renews at or after this time; a date stands for 00:00 UTC",
    example: "2027-01-01",
  }),
  renewsBefore: dateOrInstant.optional().meta({
    description: "Renews before this time; a date stands for 00:00 UTC",
    example: "2027-04-01",
  }),
  search: z.string().optional().meta({
    description:
      "Each word of this begins a word of the name or the externalId, in any order and whatever the case, the accents " +
      "and the special letters (`ß` is `ss`, `ł` is `l`, `æ` is `ae`, `ø` is `o`, `đ` is `d`). The first " +
      `${LIMITS.searchWords} words count. Data, not a pattern: \`.*\` finds a point and a star. Empty finds all`,
    example: "acm",
  }),
};

export const clientSortSchema = sortSchema(CLIENT_SORTS).default("name").meta({
  description:
    "Column to sort by, with `-` before it for descending order. Entries without a value come last in both " +
    "directions; ties are ordered by id. Amounts are compared within their currency alone: `mrr` and `-mrr` go by currency, " +
    "in order of the codes, then by the amount. Names are ordered without regard to case and accents, other text by code point",
  example: "-score",
});

const exportFields = { ...clientFilterFields, sort: clientSortSchema };

const pageOfClients = z.object({ ...exportFields, ...pagingFields });

/** Query of `GET /clients`. */
export const clientQuerySchema = withCurrency(pageOfClients);

/** Query of a list of clients by number of the page alone. */
export const clientPageQuerySchema = withCurrency(pageOfClients.omit({ cursor: true }));

/** Query of the exports of clients: everything that matches, so without paging. */
export const clientExportQuerySchema = withCurrency(z.object(exportFields));

/** An amount is compared with amounts of its own currency alone, so a bound says which that is. */
function withCurrency<Shape extends typeof exportFields>(schema: z.ZodObject<Shape>): z.ZodObject<Shape> {
  return schema.superRefine((query: { mrrMin?: unknown; mrrMax?: unknown; currency?: unknown }, context) => {
    if (query.currency !== undefined) return;
    for (const bound of ["mrrMin", "mrrMax"] as const) {
      if (query[bound] === undefined) continue;
      context.addIssue({
        code: "custom",
        path: [bound],
        message:
          "must come with currency, such as currency=EUR: amounts of different currencies are never compared",
      });
    }
  });
}

export type ClientQuery = z.output<typeof clientQuerySchema>;
export type ClientExportQuery = z.output<typeof clientExportQuerySchema>;

export function clientSort(query: Pick<ClientQuery, "sort">) {
  return toSort(query.sort, SORT_KEYS);
}

/** @param renewal what the windows of the query stand for now */
export function clientFilter(
  query: ClientExportQuery,
  renewal: Filter<Client> | null = null,
): Filter<Client> {
  const conditions: Filter<Client>[] = [];
  if (renewal) conditions.push(renewal);
  const { band, status, plan, industry, owner, tag, currency } = query;
  if (band) {
    const known: Filter<Client> = { "health.band": { $in: band } };
    conditions.push(band.includes("unknown") ? { $or: [known, { health: null }] } : known);
  }
  if (status) conditions.push({ status: { $in: status } });
  if (plan !== undefined) conditions.push({ plan });
  if (industry !== undefined) conditions.push({ industry });
  if (owner !== undefined) conditions.push({ owner });
  if (tag !== undefined) conditions.push({ tags: tag });
  if (currency !== undefined) conditions.push({ currency });
  if (query.mrrMin !== undefined) conditions.push({ mrr: { $gte: query.mrrMin } });
  if (query.mrrMax !== undefined) conditions.push({ mrr: { $lte: query.mrrMax } });
  if (query.renewsAfter) conditions.push({ renewsAt: { $gte: query.renewsAfter } });
  if (query.renewsBefore) conditions.push({ renewsAt: { $lt: query.renewsBefore } });
  for (const word of askedWords(query.search ?? "").slice(0, LIMITS.searchWords)) {
    // One and the same entry within the range: without $elemMatch one above its start and another below its end would do.
    conditions.push({ searchWords: { $elemMatch: { $gte: word, $lt: `${word}\u{10ffff}` } } });
  }
  return conditions.length === 0 ? {} : { $and: conditions };
}
