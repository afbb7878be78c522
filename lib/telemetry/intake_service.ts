/**
 * The write path. An event that is acknowledged is stored and will be counted exactly once, whatever process is killed
 * at whatever moment: journal → append → claim the messageIds → mark the days dirty → close the journal → answer.
 */
import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/platform/clock.ts";
import { dayOf } from "@/lib/platform/days.ts";
import { faultsOf } from "@/lib/platform/faults.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { Jobs } from "@/lib/jobs.ts";
import type { ParkingService } from "@/lib/parking/service.ts";
import type { EventStore, IntakeEntry } from "@/lib/telemetry/event_store.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import { messageIdentifier } from "@/lib/telemetry/message_id.ts";
import {
  isRefused,
  type Outcome,
  type Refused,
  toIntakeAnswer,
  withoutRefused,
} from "@/lib/telemetry/outcome.ts";
import { place } from "@/lib/telemetry/placement.ts";
import {
  type ClientDay,
  clientDayId,
  type IntakeAnswer,
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
      parking: ParkingService;
      jobs: Jobs;
      clock: Clock;
      retentionDays: number;
    },
  ) {}

  /**
   * Takes in events as they were posted. Each is judged by itself; `rejected` says which were not stored and why. Events
   * of an externalId that no client has are parked.
   *
   * @param entries each an event, or an `Error` for what could not even be parsed (a broken NDJSON line)
   */
  async receive(entries: readonly unknown[], options: IntakeOptions = {}): Promise<IntakeAnswer> {
    return toIntakeAnswer(await this.receiveEach(entries, options), (index) => `/events/${index}`);
  }

  /** As `receive`, with the outcome of each entry, in the order of the entries. */
  async receiveEach(entries: readonly unknown[], options: IntakeOptions = {}): Promise<Outcome[]> {
    const receivedAt = this.parts.clock();
    const parsed = entries.map((entry) => this.#parse(entry, receivedAt));
    const found = await this.#findClients(withoutRefused(parsed));
    const identify = messageIdentifier(options.idempotencyKey ?? null);
    const slots = parsed.map((event) =>
      isRefused(event) ? event : place(event, found.get(clientKey(event)), { identify, receivedAt, options })
    );
    const stored = slots.flatMap((slot) => "stored" in slot ? [slot.stored] : []);
    const waiting = slots.flatMap((slot) => "waiting" in slot ? [slot.waiting] : []);
    const timeZones = new Map([...found.values()].map((client) => [client._id, client.timezone]));
    const repeated = new Set(await this.#store(stored, timeZones, receivedAt));
    const parked = await this.parts.parking.park(waiting);
    return slots.map((slot): Outcome => {
      if (isRefused(slot)) return slot;
      if ("stored" in slot) return { status: "accepted", repeated: repeated.has(slot.stored) };
      return parked.refused.get(slot.waiting) ??
        { status: "parked", repeated: parked.repeated.has(slot.waiting) };
    });
  }

  /**
   * Stores events that are known to be right, with all the promises of the write path.
   *
   * @param timeZones the time zone of each client that occurs
   * @param receivedAt of all of them: the journal finds by it what was stored, when this dies half-way
   * @returns how many had been stored before
   */
  async store(
    events: readonly Omit<StoredEvent, "receivedAt">[],
    timeZones: ReadonlyMap<string, string>,
    receivedAt: Date,
  ): Promise<number> {
    return (await this.#store(events.map((event) => ({ ...event, receivedAt })), timeZones, receivedAt))
      .length;
  }

  /** Returns the events that had been stored before. */
  async #store(
    events: StoredEvent[],
    timeZones: ReadonlyMap<string, string>,
    receivedAt: Date,
  ): Promise<StoredEvent[]> {
    if (events.length === 0) return [];
    const days = daysOf(events, timeZones);
    const intake: IntakeEntry = { _id: randomUUID(), receivedAt, days };
    await this.parts.events.openIntake(intake);
    await this.parts.events.append(events);
    const repeated = await this.#settle(events, days);
    await this.parts.events.closeIntake(intake._id);
    return repeated;
  }

  /** What follows the append. Returns the events that had been stored before. */
  async #settle(events: StoredEvent[], days: readonly ClientDay[]): Promise<StoredEvent[]> {
    const repeated = events.length === 0 ? [] : await this.parts.events.claim(events);
    await this.parts.marks.mark(days, this.parts.clock());
    const clientIds = [...new Set(days.map((day) => day.clientId))];
    const gone = await this.parts.clients.settle(clientIds);
    await this.parts.jobs.requestRollUps(clientIds.filter((id) => !gone.has(id)));
    return repeated;
  }

  #parse(entry: unknown, receivedAt: Date): TelemetryEvent | Refused {
    if (entry instanceof Error) return { status: "rejected", pointer: "", reason: entry.message };
    const parsed = telemetryEventSchema.safeParse(entry);
    if (!parsed.success) {
      const [fault] = faultsOf(parsed.error);
      return {
        status: "rejected",
        pointer: fault?.pointer ?? "",
        reason: fault?.detail ?? "is not an event",
      };
    }
    const reason = parsed.data.ts && timeFault(parsed.data.ts, receivedAt, this.parts.retentionDays);
    return reason ? { status: "rejected", pointer: "/ts", reason } : parsed.data;
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

function daysOf(events: readonly StoredEvent[], timeZones: ReadonlyMap<string, string>): ClientDay[] {
  const days = new Map<string, ClientDay>();
  for (const event of events) {
    const { clientId } = event.meta;
    const day = { clientId, day: dayOf(event.ts, timeZones.get(clientId) ?? "UTC") };
    days.set(clientDayId(day), day);
  }
  return [...days.values()];
}
