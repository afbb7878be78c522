/** What a mapping file may say. docs/import.md explains it with examples. */
import { z } from "zod";
import { isDay, isTimeZone } from "@/lib/platform/days.ts";
import { areAmbiguous, dateFormatFault } from "@/lib/imports/date_format.ts";

const text = z.string().min(1, "must not be empty");

/** One or several; always kept as a list. */
const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1));

const datesSchema = oneOrMore(
  text.superRefine((format, context) => {
    const fault = dateFormatFault(format);
    if (fault) context.addIssue({ code: "custom", message: `"${format}" ${fault}` });
  }),
).superRefine((formats, context) => {
  for (const [index, format] of formats.entries()) {
    const rival = formats.slice(0, index).find((earlier) => areAmbiguous(earlier, format));
    if (rival) {
      context.addIssue({ code: "custom", message: `cannot tell "${rival}" and "${format}" apart` });
    }
  }
});

const missingSchema = z.array(z.string());

const delimiterSchema = z.string().refine(
  (delimiter) => delimiter === "auto" || (delimiter.length === 1 && !/["\r\n]/.test(delimiter)),
  "must be one character, or auto",
);

const encodingSchema = z.string().refine(isEncoding, "must be an encoding such as utf-8 or windows-1252");

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}

const fileSchema = z.preprocess(
  (value) => (typeof value === "string" ? { path: value } : value),
  z.strictObject({
    path: text.refine((path) => !path.startsWith("/") && !path.split("/").includes(".."), {
      error: "must lie inside the folder",
    }),
    delimiter: delimiterSchema.optional(),
    encoding: encodingSchema.optional(),
    dates: datesSchema.optional(),
    missing: missingSchema.optional(),
    /** Of the rows with the same value in this column only the last one counts. */
    keepLastOf: text.optional(),
  }),
);

/** Keys that are names of others' making. A map: a record would leave `__proto__` out without a word. */
const namedSchema = <Value extends z.ZodType>(value: Value, key = text) =>
  z.preprocess(
    (given) => isPlainObject(given) ? new Map(Object.entries(given)) : given,
    z.map(key, value, "must be keys with values"),
  );

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Columns and the values they may have; a row counts when all columns agree. */
const whereSchema = namedSchema(oneOrMore(z.string()));

/** Another file in which a value is looked up: the row whose `key` is the value gives `take` instead. */
const joinSchema = z.strictObject({ file: text, key: text, take: text });

const fieldShape = {
  column: text.optional(),
  value: text.optional(),
  /** Text with columns in braces, such as `Ticket {ticket_id}`. */
  text: text.optional(),
  join: oneOrMore(joinSchema).optional(),
  /** By the value in the file; that of an empty cell is the empty text. */
  map: namedSchema(z.string(), z.string()).optional(),
  /** Instead of a value that `map` does not have, or that is missing. */
  otherwise: text.optional(),
};

const fromColumn = (value: unknown) => (typeof value === "string" ? { column: value } : value);

const hasOneSource = (field: { column?: unknown; value?: unknown; text?: unknown; sum?: unknown }) =>
  [field.column, field.value, field.text, field.sum].filter((source) => source !== undefined).length === 1;

const fieldSchema = z.preprocess(
  fromColumn,
  z.strictObject(fieldShape).refine(hasOneSource, "must have one of column, value and text"),
);

/** Adds up a column of another file, over the rows that belong to the client. */
const sumSchema = z.strictObject({
  file: text,
  column: text,
  /** The column that holds the client's externalId. */
  by: text,
  where: whereSchema.optional(),
  /** Only rows open on the as-of day: begun on or before it, and not ended, or ended after it. */
  openFrom: text.optional(),
  openUntil: text.optional(),
});

const moneySchema = z.preprocess(
  fromColumn,
  z.strictObject({ ...fieldShape, sum: sumSchema.optional() }).refine(
    hasOneSource,
    "must have one of column, value, text and sum",
  ),
);

const source = { file: text, where: whereSchema.optional() };

const clientsSchema = z.strictObject({
  ...source,
  externalId: fieldSchema,
  name: fieldSchema.optional(),
  plan: fieldSchema.optional(),
  industry: fieldSchema.optional(),
  mrr: moneySchema.optional(),
  currency: fieldSchema.optional(),
  status: fieldSchema.optional(),
  timezone: fieldSchema.optional(),
  startedAt: fieldSchema.optional(),
  endedOn: fieldSchema.optional(),
  renewsAt: fieldSchema.optional(),
  owner: fieldSchema.optional(),
});

const telemetrySchema = z.strictObject({
  ...source,
  client: fieldSchema,
  at: fieldSchema,
  type: fieldSchema,
  count: fieldSchema.optional(),
  userId: fieldSchema.optional(),
  /** Columns that tell two otherwise equal events apart. */
  key: z.array(text).optional(),
  /** `day`: one event for each distinct client and day, however many rows there are. */
  once: z.enum(["day"], { error: "can only be day" }).optional(),
}).refine((entry) => entry.once === undefined || (!entry.count && !entry.userId && !entry.key), {
  error: "cannot go with count, userId or key",
  path: ["once"],
});

const incidentsSchema = z.strictObject({
  ...source,
  client: fieldSchema,
  externalId: fieldSchema,
  title: fieldSchema,
  severity: fieldSchema,
  /** Without it: resolved where there is a resolvedAt, open elsewhere. */
  status: fieldSchema.optional(),
  openedAt: fieldSchema,
  resolvedAt: fieldSchema.optional(),
});

const outcomesSchema = z.strictObject({
  ...source,
  client: fieldSchema,
  externalId: fieldSchema,
  kind: fieldSchema,
  on: fieldSchema,
  reason: fieldSchema.optional(),
});

export const mappingSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, "must be lower case letters, digits, - and _"),
  description: z.string().optional(),
  timezone: z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin or UTC")
    .optional(),
  asOf: z.string().refine(isDay, "must be a calendar date such as 2026-03-01").optional(),
  dates: datesSchema.default(["YYYY-MM-DD"]),
  decimalMark: z.enum([".", ","], { error: "must be . or ," }).default("."),
  delimiter: delimiterSchema.default("auto"),
  encoding: encodingSchema.default("utf-8"),
  missing: missingSchema.default([""]),
  files: namedSchema(fileSchema),
  clients: clientsSchema.optional(),
  telemetry: z.array(telemetrySchema).default([]),
  incidents: z.array(incidentsSchema).default([]),
  outcomes: z.array(outcomesSchema).default([]),
});

export type Mapping = z.output<typeof mappingSchema>;
export type FileMapping = Mapping["files"] extends Map<string, infer File> ? File : never;
export type FieldMapping = z.output<typeof fieldSchema>;
export type MoneyMapping = z.output<typeof moneySchema>;
export type JoinMapping = z.output<typeof joinSchema>;
export type SumMapping = z.output<typeof sumSchema>;
export type WhereMapping = z.output<typeof whereSchema>;
export type ClientsMapping = z.output<typeof clientsSchema>;
export type TelemetryMapping = z.output<typeof telemetrySchema>;
export type IncidentsMapping = z.output<typeof incidentsSchema>;
export type OutcomesMapping = z.output<typeof outcomesSchema>;
