/** The rules of a change: what a client becomes, and which fields of it differ. Pure. */
import { type Day, dayOf } from "@/lib/platform/days.ts";
import { type Fault, InvalidError } from "@/lib/platform/errors.ts";
import { searchFields } from "@/lib/clients/folding.ts";
import { type Client, type ClientPatch, CURRENT_STATUSES, type NewClient } from "@/lib/clients/schema.ts";

/** The fields a user sets. */
export type ClientFields = Required<Omit<NewClient, "externalId" | "startedAt">> & {
  externalId: string;
  startedAt: Date;
};

/** The client after a full replacement. Identity and start are kept when they are left out. */
export function replaced(client: Client, input: NewClient): ClientFields {
  return {
    ...input,
    externalId: input.externalId ?? client.externalId,
    startedAt: input.startedAt ?? client.startedAt,
  };
}

/**
 * The client after a merge patch. A number of minor units is another amount in another currency, so the two are changed
 * together; nothing is nothing in each.
 *
 * @throws {InvalidError} for another currency without an amount
 */
export function patched(client: Client, patch: ClientPatch): ClientFields {
  const { mrr, currency = client.currency } = patch;
  if (currency !== client.currency && mrr === undefined && client.mrr !== 0) {
    const detail = `must come with another currency: the stored amount is in ${client.currency}`;
    throw new InvalidError("The amount has no meaning in this currency", {
      faults: [{ pointer: "/mrr", detail }],
    });
  }
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return { ...fieldsOf(client), ...given };
}

/**
 * Gives a client that is gone the day it left, and one that came back none.
 *
 * @param endedOnGiven the day was sent with this very change, so that a contradiction is a fault of the sender
 * @throws {InvalidError}
 */
export function withEnding<
  Fields extends Pick<ClientFields, "status" | "endedOn" | "startedAt" | "timezone">,
>(
  fields: Fields,
  { now, endedOnGiven }: { now: Date; endedOnGiven: boolean },
): Fields {
  if (CURRENT_STATUSES.includes(fields.status)) {
    if (endedOnGiven && fields.endedOn !== null) {
      refuse({ pointer: "/endedOn", detail: `must be left out while the client is ${fields.status}` });
    }
    return { ...fields, endedOn: null };
  }
  const today = dayOf(now, fields.timezone);
  const endedOn = fields.endedOn ?? today;
  const fault = endingFault(endedOn, today, dayOf(fields.startedAt, fields.timezone));
  if (fault !== null) refuse({ pointer: "/endedOn", detail: fault });
  return { ...fields, endedOn };
}

/** Why a client cannot have left on a day; `null` when it can. */
export function endingFault(endedOn: Day, today: Day, startedOn: Day): string | null {
  if (endedOn > today) return `must not lie in the future; today is ${today} for this client`;
  return endedOn < startedOn ? `must not be before the day the client started, ${startedOn}` : null;
}

/** The stored fields that differ; empty when nothing does. */
export function changesBetween(client: Client, after: ClientFields): Partial<Client> {
  const before: ClientFields = fieldsOf(client);
  const changes: Partial<Client> = Object.fromEntries(
    Object.entries(after).filter(([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(Reflect.get(before, name))
    ),
  );
  const renamed = changes.name !== undefined || changes.externalId !== undefined;
  return renamed ? { ...changes, ...searchFields(after) } : changes;
}

function fieldsOf(client: Client): ClientFields {
  const { externalId, name, plan, industry, mrr, currency, status, timezone } = client;
  const { startedAt, endedOn, renewsAt, owner, tags } = client;
  return {
    externalId,
    name,
    plan,
    industry,
    mrr,
    currency,
    status,
    timezone,
    startedAt,
    endedOn,
    renewsAt,
    owner,
    tags,
  };
}

function refuse(fault: Fault): never {
  throw new InvalidError("The status and the dates of the client contradict each other", { faults: [fault] });
}
