/**
 * What zod says of a fault for which a schema has no words of its own, in ours. Read after the name of the field:
 * `severity must be one of low, high`. Importing this sets it for every schema of the process.
 */
import { z } from "zod";

const TYPES = new Map([
  ["string", "text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["bigint", "a whole number"],
  ["boolean", "true or false"],
  ["object", "an object"],
  ["record", "an object"],
  ["map", "an object"],
  ["array", "a list"],
  ["tuple", "a list"],
  ["set", "a list"],
  ["date", "a time"],
  ["null", "null"],
]);

const FORMATS = new Map([
  ["datetime", "an ISO 8601 time"],
  ["date", "a calendar date such as 2026-03-01"],
  ["url", "a URL"],
  ["email", "an email address"],
  ["uuid", "a UUID"],
]);

const UNITS = new Map([["string", "character"], ["array", "item"], ["set", "item"], ["map", "entry"]]);

const DATE_COMPARISONS = new Map([
  ["at least", "no earlier than"],
  ["more than", "later than"],
  ["at most", "no later than"],
  ["less than", "earlier than"],
  ["exactly", "exactly"],
]);

type Issue = z.core.$ZodRawIssue;
type SizeIssue = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>;

/** The sentence for any fault that zod can find, without the name of the field. */
export function plainWords(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "must be given";
      return `must be ${TYPES.get(issue.expected) ?? "of another type"}`;
    case "invalid_value":
      if (issue.input === undefined) return "must be given";
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "too_small":
      return sizeWords(issue, issue.minimum, issue.inclusive === false ? "more than" : "at least");
    case "too_big":
      return sizeWords(issue, issue.maximum, issue.inclusive === false ? "less than" : "at most");
    case "invalid_format":
      return formatWords(issue);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return `must not have ${
        issue.keys.map((key) => JSON.stringify(key)).join(", ")
      }, which is not known here`;
    case "invalid_key":
      return "has a name that cannot be used";
    case "invalid_element":
      return "has a value that cannot be used";
    case "invalid_union":
      if (issue.input === undefined) return "must be given";
      return Array.isArray(issue.options) && issue.options.length > 0
        ? `must be one of ${issue.options.map(String).join(", ")}`
        : "has none of the forms that can be used here";
    default:
      return "cannot be used here";
  }
}

function sizeWords({ origin, exact }: SizeIssue, bound: number | bigint, comparison: string): string {
  const amount = exact ? "exactly" : comparison;
  const unit = UNITS.get(origin);
  if (unit !== undefined) return `must have ${amount} ${bound} ${Number(bound) === 1 ? unit : plural(unit)}`;
  if (origin !== "date") return `must be ${amount} ${bound}`;
  return `must be ${DATE_COMPARISONS.get(amount)} ${new Date(Number(bound)).toISOString()}`;
}

function plural(unit: string): string {
  return unit === "entry" ? "entries" : `${unit}s`;
}

function formatWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  switch (issue.format) {
    case "starts_with":
      return `must begin with ${JSON.stringify(issue.prefix)}`;
    case "ends_with":
      return `must end with ${JSON.stringify(issue.suffix)}`;
    case "includes":
      return `must contain ${JSON.stringify(issue.includes)}`;
    default:
      return FORMATS.has(issue.format)
        ? `must be ${FORMATS.get(issue.format)}`
        : "is not written as it must be";
  }
}

z.config({ customError: plainWords });
