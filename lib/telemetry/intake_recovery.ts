/**
 * Finishes what requests that died left between append and mark: claims the messageIds of what they had appended, marks
 * their days, closes their journal entries. Many entries at a time: after a crash there may be thousands.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import { type Interval, intervalOfDay } from "@/lib/platform/days.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { Jobs } from "@/lib/jobs.ts";
import type { EventStore, IntakeEntry } from "@/lib/telemetry/event_store.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import { type ClientDay, clientDayId, type StoredEvent } from "@/lib/telemetry/schema.ts";

/** Days this close are read in one go. */
const GAP_MS = 24 * 3_600_000;

/** One read of raw events: of these clients, in this time, received at one of these instants. */
export interface Reading {
  clientIds: string[];
  interval: Interval;
  receivedAt: Date[];
}

export class IntakeRecovery {
  constructor(
    private readonly parts: {
      events: EventStore;
      marks: MarkStore;
      clients: ClientService;
      jobs: Jobs;
      clock: Clock;
    },
  ) {}

  /**
   * Finishes open entries that no request can be at any more, the oldest first; stops early when the signal is aborted
   * or the time of a run is over. May run twice at once. Returns how many entries were finished.
   */
  async run(signal?: AbortSignal): Promise<number> {
    const before = new Date(this.parts.clock().getTime() - LIMITS.intakeJournalAgeMs);
    const deadline = performance.now() + LIMITS.recoverRunMs;
    let finished = 0;
    while (!signal?.aborted && performance.now() < deadline) {
      const entries = await this.parts.events.findOpenIntakes(before, LIMITS.recoverEntriesPerBatch);
      if (entries.length === 0) break;
      await this.#settle(entries);
      await this.parts.events.closeIntakes(entries.map(({ _id }) => _id));
      finished += entries.length;
    }
    return finished;
  }

  /**
   * Claims and marks what the oldest open entries have appended, whatever their age, and closes none: a request may be
   * at it. For an import that goes on where another was cut off: it rolls up what is marked, and must not wait until a
   * dead entry can be told from a slow one.
   */
  async catchUp(): Promise<void> {
    const untilNow = new Date(this.parts.clock().getTime() + 1);
    await this.#settle(await this.parts.events.findOpenIntakes(untilNow, LIMITS.recoverEntriesPerBatch));
  }

  async #settle(entries: readonly IntakeEntry[]): Promise<void> {
    const { marks, clients, jobs, clock } = this.parts;
    const known = await clients.findRefs(
      [...new Set(entries.flatMap(({ days }) => days.map(({ clientId }) => clientId)))],
      [],
    );
    const timeZones = new Map(known.map(({ _id, timezone }) => [_id, timezone]));
    for (const reading of readingsOf(entries, timeZones)) await this.#claim(reading);
    // A client that was deleted meanwhile needs nothing any more.
    const days = distinctDays(entries).filter(({ clientId }) => timeZones.has(clientId));
    if (days.length > 0) await marks.mark(days, clock());
    await jobs.requestRollUps([...new Set(days.map(({ clientId }) => clientId))]);
  }

  async #claim(reading: Reading): Promise<void> {
    let batch: StoredEvent[] = [];
    for await (const event of this.parts.events.findReceived(reading)) {
      batch.push(event);
      if (batch.length < LIMITS.telemetryEventsPerRequest) continue;
      await this.parts.events.claim(batch);
      batch = [];
    }
    if (batch.length > 0) await this.parts.events.claim(batch);
  }
}

/** The fewest reads that find what the entries may have appended, without reading weeks that none of them names. Pure. */
export function readingsOf(
  entries: readonly IntakeEntry[],
  timeZones: ReadonlyMap<string, string>,
): Reading[] {
  const wanted = entries.flatMap(({ receivedAt, days }) =>
    days.flatMap(({ clientId, day }) => {
      const timeZone = timeZones.get(clientId);
      return timeZone === undefined ? [] : [{ clientId, receivedAt, interval: intervalOfDay(day, timeZone) }];
    })
  ).sort((a, b) => a.interval.from.getTime() - b.interval.from.getTime());
  const runs: { wanted: typeof wanted; to: number }[] = [];
  for (const one of wanted) {
    const run = runs.at(-1);
    const to = one.interval.to.getTime();
    if (run && one.interval.from.getTime() - run.to <= GAP_MS) {
      run.wanted.push(one);
      run.to = Math.max(run.to, to);
    } else runs.push({ wanted: [one], to });
  }
  return runs.flatMap(({ wanted, to }) => {
    const clientIds = [...new Set(wanted.map(({ clientId }) => clientId))];
    const interval = { from: wanted[0]?.interval.from ?? new Date(to), to: new Date(to) };
    const receivedAt = [...new Set(wanted.map(({ receivedAt }) => receivedAt.getTime()))].map((time) =>
      new Date(time)
    );
    return inChunks(clientIds, LIMITS.keysPerQuery).map((chunk) => ({
      clientIds: chunk,
      interval,
      receivedAt,
    }));
  });
}

function distinctDays(entries: readonly IntakeEntry[]): ClientDay[] {
  return [...new Map(entries.flatMap(({ days }) => days).map((day) => [clientDayId(day), day])).values()];
}

function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from(
    { length: Math.ceil(items.length / size) },
    (_, index) => items.slice(index * size, (index + 1) * size),
  );
}
