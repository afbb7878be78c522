/**
 * The write path. An event that is acknowledged is stored and will be counted exactly once, whatever process is killed
 * at whatever moment: journal → append → claim the messageIds → mark the days dirty → close the journal → answer.
 */
import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/platform/clock.ts";
import { dayOf, intervalOfDay } from "@/lib/platform/days.ts";
import { faultsOf } from "@/lib/platform/faults.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { Jobs } from "@/lib/jobs.ts";
import type { EventStore, IntakeEntry } from "@/lib/telemetry/event_store.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import { contentOf, deriveMessageId } from "@/lib/telemetry/message_id.ts";
import {
  type ClientDay,
  clientDayId,
  type IntakeAnswer,
  type Rejection,
  type StoredEvent,
  type TelemetryEvent,
  telemetryEventSchema,
} from "@/lib/telemetry/schema.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface IntakeOptions {
  idempotencyKey?: string | null;
  simulationRun?: string;
}

export class IntakeService {
  constructor(
    private readonly parts: {
      events: EventStore;
      marks: MarkStore;
      clients: ClientService;
      jobs: Jobs;
      clock: Clock;
      retentionDays: number;
    },
  ) {}

  /**
   * Takes in events as they were posted. Each is judged by itself; `rejected` says which were not stored and why.
   *
   * @param entries each an event, or an `Error` for what could not even be parsed (a broken NDJSON line)
   */
  async receive(entries: readonly unknown[], options: IntakeOptions = {}): Promise<IntakeAnswer> {
    const receivedAt = this.parts.clock();
    const rejected: Rejection[] = [];
    const parsed: { index: number; event: TelemetryEvent }[] = [];
    entries.forEach((entry, index) => {
      const outcome = this.#parse(entry, index, receivedAt);
      if ("reason" in outcome) rejected.push(outcome);
      else parsed.push({ index, event: outcome });
    });
    const found = await this.#findClients(parsed.map(({ event }) => event));
    const located: { event: TelemetryEvent; client: ClientRef }[] = [];
    for (const { index, event } of parsed) {
      const client = found.get(clientKey(event));
      if (client) located.push({ event, client });
      else rejected.push(unknownClient(event, index));
    }
    const events = toStoredEvents(located, receivedAt, options);
    const timeZones = new Map(located.map(({ client }) => [client._id, client.timezone]));
    const duplicates = await this.store(events, timeZones, receivedAt);
    rejected.sort((a, b) => a.index - b.index);
    return { accepted: events.length, duplicates, rejected };
  }

  /**
   * Stores events that are known to be right, with all the promises of the write path.
   *
   * @param timeZones the time zone of each client that occurs
   * @returns how many had been stored before
   */
  async store(
    events: StoredEvent[],
    timeZones: ReadonlyMap<string, string>,
    receivedAt: Date,
  ): Promise<number> {
    if (events.length === 0) return 0;
    const days = daysOf(events, timeZones);
    const intake: IntakeEntry = { _id: randomUUID(), receivedAt, days };
    await this.parts.events.openIntake(intake);
    await this.parts.events.append(events);
    const duplicates = await this.#settle(events, days);
    await this.parts.events.closeIntake(intake._id);
    return duplicates;
  }

  /** Finishes what requests that died left between append and mark; returns how many there were. */
  async recover(): Promise<number> {
    const before = new Date(this.parts.clock().getTime() - LIMITS.intakeJournalAgeMs);
    const open = await this.parts.events.findOpenIntakes(before);
    for (const intake of open) {
      const clients = await this.parts.clients.findRefs(
        [...new Set(intake.days.map((day) => day.clientId))],
        [],
      );
      const timeZones = new Map(clients.map((client) => [client._id, client.timezone]));
      const events: StoredEvent[] = [];
      for (const { clientId, day } of intake.days) {
        const timeZone = timeZones.get(clientId);
        if (timeZone === undefined) continue;
        events.push(
          ...await this.parts.events.findReceived(clientId, intervalOfDay(day, timeZone), intake.receivedAt),
        );
      }
      await this.#settle(events, intake.days);
      await this.parts.events.closeIntake(intake._id);
    }
    return open.length;
  }

  /** What follows the append; may run twice. Returns how many events had been stored before. */
  async #settle(events: StoredEvent[], days: readonly ClientDay[]): Promise<number> {
    const repeated = events.length === 0 ? [] : await this.parts.events.claim(events);
    await this.parts.marks.mark(days, this.parts.clock());
    await this.parts.jobs.requestRollUps([...new Set(days.map((day) => day.clientId))]);
    return repeated.length;
  }

  #parse(entry: unknown, index: number, receivedAt: Date): TelemetryEvent | Rejection {
    const pointer = `/events/${index}`;
    if (entry instanceof Error) return { index, pointer, reason: entry.message };
    const parsed = telemetryEventSchema.safeParse(entry);
    if (!parsed.success) {
      const [fault] = faultsOf(parsed.error);
      return { index, pointer: pointer + (fault?.pointer ?? ""), reason: fault?.detail ?? "is not an event" };
    }
    const reason = parsed.data.ts && timeFault(parsed.data.ts, receivedAt, this.parts.retentionDays);
    return reason ? { index, pointer: `${pointer}/ts`, reason } : parsed.data;
  }

  async #findClients(events: TelemetryEvent[]): Promise<Map<string, ClientRef>> {
    const ids = [...new Set(events.flatMap((event) => event.clientId ?? []))];
    const externalIds = [...new Set(events.flatMap((event) => event.externalId ?? []))];
    const refs = await this.parts.clients.findRefs(ids, externalIds);
    return new Map(
      refs.flatMap((ref) => [[`id:${ref._id}`, ref], [`external:${ref.externalId}`, ref]] as const),
    );
  }
}

function clientKey(event: TelemetryEvent): string {
  return event.clientId === undefined ? `external:${event.externalId}` : `id:${event.clientId}`;
}

function unknownClient(event: TelemetryEvent, index: number): Rejection {
  const [field, value] = event.clientId === undefined
    ? ["externalId", event.externalId]
    : ["clientId", event.clientId];
  return {
    index,
    pointer: `/events/${index}/${field}`,
    reason: `names no client: there is none with "${value}"`,
  };
}

/** Why an event's time is refused; `null` when it is fine. */
export function timeFault(ts: Date, receivedAt: Date, retentionDays: number): string | null {
  if (ts.getTime() > receivedAt.getTime() + LIMITS.telemetryFutureHours * HOUR_MS) {
    return `lies more than ${LIMITS.telemetryFutureHours} hours in the future`;
  }
  if (ts.getTime() < receivedAt.getTime() - retentionDays * DAY_MS) {
    return `lies before the retention of ${retentionDays} days (TELEMETRY_RETENTION_DAYS)`;
  }
  return null;
}

function toStoredEvents(
  located: { event: TelemetryEvent; client: ClientRef }[],
  receivedAt: Date,
  options: IntakeOptions,
): StoredEvent[] {
  const occurrences = new Map<string, number>();
  return located.map(({ event, client }) => {
    const identity = `${client._id}:${contentOf(event)}`;
    const occurrence = occurrences.get(identity) ?? 0;
    occurrences.set(identity, occurrence + 1);
    const derivation = { idempotencyKey: options.idempotencyKey ?? null, occurrence };
    return {
      ts: event.ts ?? receivedAt,
      meta: {
        clientId: client._id,
        type: event.type,
        ...(options.simulationRun === undefined ? {} : { simulationRun: options.simulationRun }),
      },
      count: event.count,
      messageId: event.messageId ?? deriveMessageId(event, client._id, derivation),
      userId: event.userId ?? null,
      receivedAt,
    };
  });
}

function daysOf(events: readonly StoredEvent[], timeZones: ReadonlyMap<string, string>): ClientDay[] {
  const days = new Map<string, ClientDay>();
  for (const event of events) {
    const { clientId } = event.meta;
    const day = { clientId, day: dayOf(event.ts, timeZones.get(clientId) ?? "UTC") };
    days.set(clientDayId(day), day);
  }
  return [...days.values()];
}
