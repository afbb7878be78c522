/** The form of a client: what is typed, what that means to the API, and what it answers. Pure. */
import type { ClientView } from "@/lib/clients/view.ts";
import { instantOfDay, localDay } from "@/lib/format/local_day.ts";
import type { FormFaults } from "@/lib/forms/faults.ts";
import { CURRENT_STATUSES } from "@/lib/clients/statuses.ts";
import { minorUnits, typedAmount } from "@/lib/format/money.ts";

export const CLIENT_FIELDS = [
  "name",
  "externalId",
  "plan",
  "industry",
  "mrr",
  "currency",
  "owner",
  "tags",
  "status",
  "endedOn",
  "renewsAt",
  "startedAt",
  "timezone",
] as const;

export type ClientField = (typeof CLIENT_FIELDS)[number];

/** As typed; days are `YYYY-MM-DD` in the client's zone, tags are joined by commas. */
export type ClientFormValues = Readonly<Record<ClientField, string>>;

export type ClientFormFaults = FormFaults<ClientField>;

/** What of a client the form shows. */
export type EditableClient = Pick<ClientView, ClientField | "id" | "version">;

export const FIELD_LABELS: Record<ClientField, string> = {
  name: "Name",
  externalId: "Your own id",
  plan: "Plan",
  industry: "Industry",
  mrr: "MRR",
  currency: "Currency",
  owner: "Owner",
  tags: "Tags",
  status: "Status",
  endedOn: "Left on",
  renewsAt: "Renews on",
  startedAt: "Client since",
  timezone: "Time zone",
};

export function emptyForm(timezone: string): ClientFormValues {
  const blank = Object.fromEntries(CLIENT_FIELDS.map((field) => [field, ""])) as Record<ClientField, string>;
  return { ...blank, currency: "USD", status: "active", timezone };
}

export function formOf(client: EditableClient): ClientFormValues {
  const day = (instant: string | null) => instant === null ? "" : localDay(instant, client.timezone);
  return {
    name: client.name,
    externalId: client.externalId,
    plan: client.plan,
    industry: client.industry ?? "",
    mrr: typedAmount(client.mrr, client.currency),
    currency: client.currency,
    owner: client.owner ?? "",
    tags: client.tags.join(", "),
    status: client.status,
    endedOn: client.endedOn ?? "",
    renewsAt: day(client.renewsAt),
    startedAt: day(client.startedAt),
    timezone: client.timezone,
  };
}

/** The client has left: only then there is a day on which it did. */
export function isGone({ status }: Pick<ClientFormValues, "status">): boolean {
  return !CURRENT_STATUSES.some((current) => current === status);
}

/** "pilot, eu" as the two that it names. */
export function tagsOf(text: string): string[] {
  return text.split(",").map((tag) => tag.trim()).filter((tag) => tag !== "");
}

/**
 * The body to send, of values that are right.
 *
 * @param base the values the form began with: only what differs from them is sent, and what was emptied as `null`;
 *   `null` for a new client, of which what is empty is left out
 */
export function toBody(values: ClientFormValues, base: ClientFormValues | null): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of CLIENT_FIELDS) {
    const value = values[field].trim();
    // The amount means something else in another currency.
    const same = base !== null && value === base[field].trim() &&
      !(field === "mrr" && values.currency !== base.currency);
    if (same || (base === null && value === "" && field !== "name")) continue;
    if (field === "endedOn" && !isGone(values)) continue;
    body[field] = meaningOf(field, value, values);
  }
  return body;
}

/** What the API is told. */
function meaningOf(field: ClientField, value: string, { currency, timezone }: ClientFormValues): unknown {
  switch (field) {
    case "name":
    case "externalId":
      return value;
    case "tags":
      return tagsOf(value);
    case "mrr":
      return value === "" ? null : minorUnits(value, currency);
    case "renewsAt":
    case "startedAt":
      return value === "" ? null : instantOfDay(value, timezone.trim() || "UTC");
    default:
      return value === "" ? null : value;
  }
}

/** What somebody else changed of a client meanwhile: the field and what it is now. */
export interface OthersChange {
  field: ClientField;
  value: string;
  /** The reader changed it too; what the reader typed stands in the form. */
  contested: boolean;
}

/** What was typed, on top of what the client has become meanwhile. */
export function rebased(
  { base, typed, theirs }: { base: ClientFormValues; typed: ClientFormValues; theirs: ClientFormValues },
): { values: ClientFormValues; changes: OthersChange[] } {
  const values = { ...typed };
  const changes: OthersChange[] = [];
  for (const field of CLIENT_FIELDS) {
    if (theirs[field] === base[field]) continue;
    const contested = typed[field] !== base[field] && typed[field] !== theirs[field];
    if (!contested) values[field] = theirs[field];
    changes.push({ field, value: theirs[field], contested });
  }
  return { values, changes };
}

/** "Someone else changed Acme meanwhile: plan is now Team, owner is now empty". */
export function changesSentence(name: string, changes: readonly OthersChange[]): string {
  const clauses = changes.map(({ field, value, contested }) =>
    `${FIELD_LABELS[field].toLowerCase()} is now ${value === "" ? "empty" : value}${
      contested ? " (yours is kept below)" : ""
    }`
  );
  const what = clauses.length === 0 ? "" : `: ${clauses.join(", ")}`;
  return `Someone else changed ${name} meanwhile${what}. Nothing you typed is lost; save again to apply it`;
}
