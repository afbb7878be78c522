/** Creates and changes many clients at once, by externalId: for imports. */
import { ObjectId } from "mongodb";
import type { Clock } from "@/lib/platform/clock.ts";
import { dayOf } from "@/lib/platform/days.ts";
import { PreconditionError } from "@/lib/platform/errors.ts";
import { searchFields } from "@/lib/clients/folding.ts";
import type { Client, NewClient } from "@/lib/clients/schema.ts";
import type { ClientStore } from "@/lib/clients/store.ts";

export interface ClientInput {
  externalId: string;
  /** Complete, for a client that is new. */
  fields: NewClient;
  /** The fields to change on a client that exists; the others stay as they are. */
  mapped: readonly (keyof NewClient)[];
  /** Times that are given as a day: a stored time on that day of the client is the same. */
  days: readonly ("startedAt" | "renewsAt")[];
}

export interface PutClients {
  created: Client[];
  /** Those that existed and differed. */
  changed: { before: Client; after: Client }[];
  unchanged: Client[];
}

/**
 * Stores clients; one that has the same fields already is not touched, so that its version stays.
 *
 * @param inputs each externalId once
 * @throws {PreconditionError} when a client was changed by someone else meanwhile, its currency since it was read included
 */
export async function putClients(
  inputs: readonly ClientInput[],
  { store, clock }: { store: ClientStore; clock: Clock },
): Promise<PutClients> {
  const existing = await store.findByExternalIds(inputs.map((input) => input.externalId));
  const byExternalId = new Map(existing.map((client) => [client.externalId, client]));
  const now = clock();
  const result: PutClients = { created: [], changed: [], unchanged: [] };
  for (const input of inputs) {
    const client = byExternalId.get(input.externalId);
    if (!client) {
      result.created.push(newClient(input, now));
      continue;
    }
    checkCurrency(client, input);
    const changes = changesOf(client, input);
    if (Object.keys(changes).length === 0) result.unchanged.push(client);
    else {
      // Every day of a client is another one in another time zone: the sweep rolls them all up anew.
      const rezoned = changes.timezone === undefined ? {} : { rezonedAt: now };
      const after = await change(client, { ...changes, ...rezoned, updatedAt: now }, store);
      result.changed.push({ before: client, after });
    }
  }
  await store.insertMany(result.created);
  return result;
}

/**
 * An amount was read in the decimals of a currency, so it is only put beside that one.
 *
 * @throws {PreconditionError}
 */
function checkCurrency(client: Client, { fields, mapped }: ClientInput): void {
  if (mapped.includes("mrr") && !mapped.includes("currency") && client.currency !== fields.currency) {
    throw new PreconditionError(
      `Client "${client.externalId}" was given the currency ${client.currency} by someone else meanwhile: its mrr was ` +
        `read in ${fields.currency}. Import again`,
    );
  }
}

async function change(client: Client, changes: Partial<Client>, store: ClientStore): Promise<Client> {
  if (!await store.update(client._id, client.version, changes)) {
    throw new PreconditionError(`Client "${client.externalId}" was changed by someone else meanwhile`);
  }
  return { ...client, ...changes, version: client.version + 1 };
}

function newClient({ externalId, fields }: ClientInput, now: Date): Client {
  return {
    _id: new ObjectId().toHexString(),
    ...fields,
    externalId,
    ...searchFields({ name: fields.name, externalId }),
    startedAt: fields.startedAt ?? now,
    health: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

function changesOf(client: Client, { fields, mapped, days }: ClientInput): Partial<Client> {
  const same = days.filter((field) => isSameDay(client[field], fields[field], fields.timezone));
  const differing = mapped.filter((field) =>
    fields[field] !== undefined && !same.some((name) => name === field) &&
    JSON.stringify(fields[field]) !== JSON.stringify(client[field])
  );
  const changes: Partial<Client> = Object.fromEntries(differing.map((field) => [field, fields[field]]));
  const { name } = changes;
  return name === undefined ? changes : { ...changes, ...searchFields({ ...client, name }) };
}

function isSameDay(stored: Date | null, given: Date | null | undefined, timeZone: string): boolean {
  if (!stored || !given) return false;
  return dayOf(stored, timeZone) === dayOf(given, timeZone);
}
