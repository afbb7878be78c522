import type { Clock } from "@/lib/platform/clock.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { PlannedEvent } from "@/lib/imports/plan.ts";
import { EVENT_ID_PREFIX } from "@/lib/imports/telemetry_target.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import type { IntakeService } from "@/lib/telemetry/intake_service.ts";
import type { StoredEvent } from "@/lib/telemetry/schema.ts";

type NewEvent = Omit<StoredEvent, "receivedAt">;

export interface EventOwner {
  client: ClientRef;
  /** Created just now: there can be no events yet, so that none are looked for. */
  isNew: boolean;
  events: readonly PlannedEvent[];
}

export interface StoreEventsParts {
  events: EventStore;
  intake: IntakeService;
  clock: Clock;
}

export interface StoreEventsOptions {
  /** Of these clients, those that are still there. */
  present: (clientIds: readonly string[]) => Promise<ReadonlySet<string>>;
  signal: AbortSignal | undefined;
  /** Told how many events are done with. */
  report: (done: number) => void;
}

/**
 * Stores the events that are not stored yet, with all promises of the write path; returns how many those were, and how
 * many were left out because their client was deleted meanwhile.
 */
export async function storeEvents(
  owners: readonly EventOwner[],
  parts: StoreEventsParts,
  { present, signal, report }: StoreEventsOptions,
): Promise<{ stored: number; leftOut: number }> {
  const timeZones = new Map(owners.map(({ client }) => [client._id, client.timezone]));
  let done = 0;
  let stored = 0;
  let leftOut = 0;
  let pending: NewEvent[] = [];
  const flush = async (limit: number) => {
    while (pending.length >= limit && pending.length > 0) {
      signal?.throwIfAborted();
      const batch = pending.slice(0, LIMITS.telemetryEventsPerRequest);
      pending = pending.slice(LIMITS.telemetryEventsPerRequest);
      const there = await present([...new Set(batch.map(({ meta }) => meta.clientId))]);
      const wanted = batch.filter(({ meta }) => there.has(meta.clientId));
      await parts.intake.store(wanted, timeZones, parts.clock());
      stored += wanted.length;
      leftOut += batch.length - wanted.length;
      done += batch.length;
      report(done);
    }
  };
  for (const owner of owners) {
    signal?.throwIfAborted();
    const missing = await missingOf(owner, parts);
    done += owner.events.length - missing.length;
    pending.push(...missing.map((event) => toStored(event, owner.client._id)));
    await flush(LIMITS.telemetryEventsPerRequest);
    report(done);
  }
  await flush(0);
  return { stored, leftOut };
}

async function missingOf({ client, isNew, events }: EventOwner, { events: store }: StoreEventsParts) {
  if (isNew || events.length === 0) return events;
  const claimed = await store.findClaimed(client._id, EVENT_ID_PREFIX);
  return events.filter((event) => !claimed.has(event.messageId));
}

function toStored({ messageId, type, ts, count, userId }: PlannedEvent, clientId: string): NewEvent {
  return { ts, meta: { clientId, type }, count, messageId, userId };
}
