/** What is wrong with a client as typed, all of it at once, and what its dates ask. Pure. */
import type { FieldFault } from "@/lib/browser/api.ts";
import {
  CLIENT_FIELDS,
  type ClientField,
  type ClientFormFaults,
  type ClientFormValues,
  FIELD_LABELS,
  isGone,
  tagsOf,
} from "@/lib/client_form/fields.ts";
import { MRR_MAX, TAG_MAX, TAGS_MAX, TEXT_LIMITS } from "@/lib/clients/field_limits.ts";
import { localDay } from "@/lib/format/local_day.ts";
import { amountFault, ENTER_AMOUNT } from "@/lib/format/money.ts";
import { formatDay } from "@/lib/format/time.ts";
import { faultsOnly, type FormFault, type Refusal, refusalOf, textFault } from "@/lib/forms/faults.ts";

/** Said where a field that cannot be empty is. */
const EMPTY: Readonly<Partial<Record<ClientField, string>>> = {
  name: "Enter a name",
  externalId: "Enter the id that your own systems use",
};
const YEARS = "Choose a day from 1970 to 2037";
const ZONE = "Choose a time zone, such as Europe/Berlin";

export interface Typed {
  values: ClientFormValues;
  /** The values the form began with; `null` for a new client. What is as it was is right. */
  base: ClientFormValues | null;
  /** The moment, ISO 8601: decides which day it is for the client. */
  now: string;
  /** Dates that were begun and not completed: the browser gives them as empty. */
  unfinished?: readonly ClientField[];
}

/** Everything that need not be sent to be known as wrong. */
export function clientFaults({ values, base, now, unfinished = [] }: Typed): ClientFormFaults {
  const faults: Partial<Record<ClientField, FormFault | null>> = {};
  for (const field of CLIENT_FIELDS) {
    const same = base !== null && values[field].trim() === base[field].trim();
    if (unfinished.includes(field)) faults[field] = { words: "Complete this date, or empty it" };
    else if (!same || field === "mrr") faults[field] = faultOf(field, { values, base, now });
  }
  return faultsOnly(faults);
}

function faultOf(field: ClientField, { values, base, now }: Typed): FormFault | null {
  const value = values[field].trim();
  switch (field) {
    case "name":
      return textFault(value, { max: TEXT_LIMITS.name, empty: EMPTY.name ?? "" });
    case "externalId":
      return base !== null && value === ""
        ? { words: EMPTY.externalId ?? "" }
        : textFault(value, { max: TEXT_LIMITS.externalId });
    case "plan":
    case "industry":
    case "owner":
      return textFault(value, { max: TEXT_LIMITS[field] });
    case "mrr":
      return mrrFault(value, values.currency);
    case "tags":
      return tagsFault(tagsOf(value));
    case "renewsAt":
    case "startedAt":
      return value === "" || isStorable(value) ? null : { words: YEARS };
    case "endedOn":
      return isGone(values) ? endingFault(value, values, now) : null;
    case "timezone":
      return value === "" || isZone(value) ? null : { words: ZONE };
    default:
      return null;
  }
}

function mrrFault(value: string, currency: string): FormFault | null {
  const words = value === "" ? null : amountFault(value, currency, MRR_MAX);
  return words === null ? null : { words };
}

function tagsFault(tags: readonly string[]): FormFault | null {
  if (tags.length > TAGS_MAX) return { words: `Keep ${TAGS_MAX} tags at most: there are ${tags.length}` };
  const long = tags.find((tag) => tag.length > TAG_MAX);
  if (long) return { words: `Shorten “${long.slice(0, TAG_MAX)}…” to ${TAG_MAX} characters` };
  return tags.map((tag) => textFault(tag, { max: TAG_MAX })).find((fault) => fault !== null) ?? null;
}

function endingFault(
  value: string,
  { timezone, startedAt }: ClientFormValues,
  now: string,
): FormFault | null {
  if (value === "") return null;
  if (!isStorable(value)) return { words: YEARS };
  const today = todayIn(timezone, now);
  if (today !== null && value > today) {
    return { words: `Choose a day that has come: it is ${formatDay(today)} for this client` };
  }
  return startedAt !== "" && value < startedAt
    ? { words: `Choose a day from ${formatDay(startedAt)} on, when this client started` }
    : null;
}

/** What to ask before a renewal that has passed is kept; `null` when there is nothing to ask. */
export function renewalQuestion({ values, base, now }: Typed): string | null {
  const { renewsAt, timezone } = values;
  if (renewsAt === "" || !isStorable(renewsAt) || isGone(values)) return null;
  if (base !== null && renewsAt === base.renewsAt) return null;
  // In a zone that is wrong, and said to be, the day of UTC will do.
  const today = todayIn(timezone, now) ?? now.slice(0, 10);
  return renewsAt < today ? `This renewal was on ${formatDay(renewsAt)}. Keep it?` : null;
}

/** What the API refused, beside its fields and in the words of the form. */
export function clientRefusal(faults: readonly FieldFault[]): Refusal<ClientField> {
  return refusalOf<ClientField>(faults, {
    fieldOf: (pointer) => CLIENT_FIELDS.find((field) => field === pointer.split("/")[1]) ?? null,
    labels: FIELD_LABELS,
    words: wordsOf,
    empty: EMPTY,
  });
}

function wordsOf(field: ClientField, detail: string): string | null {
  switch (field) {
    case "externalId":
      return detail === "is taken" ? "Another client already uses this id" : null;
    case "mrr":
      return ENTER_AMOUNT;
    case "currency":
      return "Choose a currency";
    case "status":
      return "Choose a status";
    case "timezone":
      return ZONE;
    case "renewsAt":
    case "startedAt":
      return YEARS;
    case "endedOn":
      return endingWords(detail);
    case "tags":
      return detail.startsWith("must have at most 20") ? `Keep ${TAGS_MAX} tags at most` : null;
    default:
      return null;
  }
}

/** The days of the API are those of the client, as here. */
function endingWords(detail: string): string {
  const [day] = /\d{4}-\d\d-\d\d/.exec(detail) ?? [];
  if (day && detail.includes("future")) {
    return `Choose a day that has come: it is ${formatDay(day)} for this client`;
  }
  if (day && detail.includes("started")) {
    return `Choose a day from ${formatDay(day)} on, when this client started`;
  }
  return detail.includes("left out") ? "Empty this: the client has not left" : YEARS;
}

function isStorable(day: string): boolean {
  return /^(19[7-9]\d|20[0-2]\d|203[0-7])-\d\d-\d\d$/.test(day);
}

function isZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && todayIn(name, "1970-01-01T00:00:00Z") !== null;
}

/** The day in a zone; `null` where that is none. An empty one stands for UTC, as in the API. */
function todayIn(timezone: string, now: string): string | null {
  try {
    return localDay(now, timezone.trim() || "UTC");
  } catch {
    return null;
  }
}
