/** Pieces of zod schemas that every domain uses. */
import { z } from "zod";
import "@/lib/platform/plain_words.ts";
import { isDay, isTimeZone } from "@/lib/platform/days.ts";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";

/** MongoDB's time-series collections hold no other years. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2038, 0, 1);

const withinStorableYears = (date: Date) => date.getTime() >= EARLIEST && date.getTime() < LATEST;

/** Times of storable years, in JSON Schema. */
export const INSTANT_PATTERN =
  "^(19[7-9]\\d|20[0-2]\\d|203[0-7])-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$";

/** An ISO 8601 instant with an offset or `Z`, kept as a `Date`. */
export const instantSchema = z.iso.datetime({
  offset: true,
  error: "must be an ISO 8601 time with a zone, such as 2026-03-01T09:30:00Z",
}).transform((text) => new Date(text)).refine(withinStorableYears, "must lie from 1970 to 2037").meta(
  inJsonSchema({ type: "string", format: "date-time", pattern: INSTANT_PATTERN }),
);

export const daySchema = z.string().refine(isDay, "must be a calendar date such as 2026-03-01").meta(
  inJsonSchema({ format: "date", pattern: "^\\d{4}-\\d\\d-\\d\\d$" }),
);

export const timeZoneSchema = z.string().refine(
  isTimeZone,
  "must be an IANA time zone such as Europe/Berlin or UTC",
).meta({
  id: "TimeZone",
  description: "IANA time zone. Older names of the same zones, which are not listed, are taken too",
  ...inJsonSchema({ enum: [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])] }),
});

/** A whole number written out, as query parameters are. */
export function wholeNumberSchema(min: number, max: number) {
  return z.string().regex(/^\d{1,9}$/, "must be a whole number").transform(Number).pipe(
    z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`),
  ).meta(inJsonSchema({ type: "integer", pattern: undefined, minimum: min, maximum: max }));
}

/** Several of some choices, separated by commas, as query parameters are; each counts once. */
export function choicesSchema<const Choice extends string>(choices: readonly Choice[]) {
  return z.string().transform((text) => [...new Set(text.split(","))]).pipe(
    z.array(z.enum(choices, { error: `must be one or more of ${choices.join(", ")}, separated by commas` })),
  ).meta(inJsonSchema({ type: "array", items: { type: "string", enum: choices }, minItems: 1 }));
}

/** White space at both ends, which is cut off; between them no control characters, and something that is seen. */
export const TRIMMED_TEXT =
  "^\\s*[^\\s\\u0000-\\u001f\\u007f]([^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f])?\\s*$";

/**
 * Text a person wrote: trimmed, no control characters and no half of a surrogate pair, which UTF-8 has not. Composed
 * (NFC), so that two texts that look alike are one.
 */
export function textSchema(max: number) {
  return textOrBlankSchema(max).min(1, "must not be empty").meta(inJsonSchema({ pattern: TRIMMED_TEXT }));
}

/** The same where a blank text says that there is none. */
export function textOrBlankSchema(max: number) {
  return z.string().refine((text) => text.isWellFormed(), {
    error: "must not contain half of a surrogate pair",
    abort: true,
  }).normalize("NFC").max(max, `must have at most ${max} characters`).trim()
    // deno-lint-ignore no-control-regex -- refusing control characters is the purpose
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), "must not contain control characters").meta(
      inJsonSchema({ pattern: `^\\s*$|${TRIMMED_TEXT}` }),
    );
}

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as EUR").refine(
  (code) => Intl.supportedValuesOf("currency").includes(code),
  "must be an ISO 4217 code such as EUR",
).meta({
  id: "Currency",
  description: "ISO 4217",
  ...inJsonSchema({ pattern: undefined, enum: Intl.supportedValuesOf("currency") }),
});

/** Ten thousand millions of euros or dollars. */
export const MINOR_UNITS_MAX = 1_000_000_000_000;

/** Money in whole minor units (cents). */
export const minorUnitsSchema = z.int("must be a whole number of minor units (cents)").min(
  0,
  "must not be negative",
).max(MINOR_UNITS_MAX, `must be at most ${MINOR_UNITS_MAX.toLocaleString("en-US")} minor units (cents)`);
