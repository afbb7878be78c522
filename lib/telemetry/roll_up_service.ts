/**
 * Recomputes days from raw events. A roll-up is never incremented: running it again changes nothing, and several
 * workers may do the same day at once.
 */
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  daysFrom,
  intervalOfDays,
  startOfDay,
} from "@/lib/platform/days.ts";
import type { Clock } from "@/lib/platform/clock.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { TakeRemains } from "@/lib/clients/removal_service.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import type { DirtyDay, MarkStore } from "@/lib/telemetry/mark_store.ts";
import { DayRollUp } from "@/lib/telemetry/roll_up.ts";
import { clientDayId, type UsageDay } from "@/lib/telemetry/schema.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

/** Dirty days this far apart are still read in one go; days between them are read and left alone. */
const GAP_DAYS = 60;

export class RollUpService {
  constructor(
    private readonly parts: {
      events: EventStore;
      marks: MarkStore;
      usage: UsageStore;
      clock: Clock;
      retentionDays: number;
      takeRemains: TakeRemains;
    },
  ) {}

  /**
   * Rolls up every dirty day of a client; returns how many days that were.
   *
   * @param options.beforeClear what depends on the days (their score): done while the marks still stand, so that a
   * process killed in between leaves them for the next one
   */
  async rollUpDirty(
    client: ClientRef,
    options: { signal?: AbortSignal; beforeClear?: () => Promise<unknown> } = {},
  ): Promise<number> {
    let done = 0;
    while (true) {
      options.signal?.throwIfAborted();
      const dirty = await this.parts.marks.findDirty(client._id, LIMITS.rollUpDaysPerBatch);
      if (dirty.length === 0) break;
      await this.#rollUp(client, dirty);
      await options.beforeClear?.();
      await this.parts.marks.clear(client._id, dirty);
      done += dirty.length;
      // A day marked anew meanwhile is the next job's, so that a busy client cannot hold the worker for ever.
      if (dirty.length < LIMITS.rollUpDaysPerBatch) break;
    }
    if (done > 0) await this.parts.takeRemains([client._id]);
    return done;
  }

  /**
   * Recomputes every day of a client inside the retention that has raw events, a mark or a roll-up; older days have no
   * raw events any more and stay as they are. Returns how many days were recomputed.
   */
  async rebuild(client: ClientRef): Promise<number> {
    const days = await this.rollUpAll(client);
    if (days > 0) await this.parts.takeRemains([client._id]);
    return days;
  }

  /** The same for a client that is yet to be stored, as the seed's are: that it is not there is no deletion. */
  async rollUpAll(client: ClientRef): Promise<number> {
    const revisions = await this.parts.marks.findRevisions(client._id);
    const span = await this.parts.events.span(client._id);
    const rolledUp = await this.parts.usage.findDaysOf(client._id);
    const withEvents = span
      ? daysFrom(dayOf(span.first, client.timezone), dayOf(span.last, client.timezone))
      : [];
    const known = new Set([...revisions.keys(), ...rolledUp]);
    const oldest = addDays(dayOf(this.parts.clock(), client.timezone), 1 - this.parts.retentionDays);
    const days = [...new Set([...known, ...withEvents])].filter((day) => day >= oldest).sort();
    for (let start = 0; start < days.length; start += LIMITS.rollUpDaysPerBatch) {
      const batch = days.slice(start, start + LIMITS.rollUpDaysPerBatch);
      const due = batch.map((day) => ({ day, requested: revisions.get(day) ?? 0 }));
      await this.#rollUp(client, due, (day) => known.has(day.day) || day.lastEventAt !== null);
    }
    return days.length;
  }

  async #rollUp(client: ClientRef, days: readonly DirtyDay[], keep: (day: UsageDay) => boolean = () => true) {
    const [first, last] = [days[0]?.day, days.at(-1)?.day];
    if (first === undefined || last === undefined) return;
    const interval = intervalOfDays(first, last, client.timezone);
    const strays = await this.parts.events.findStrays(client._id, interval);
    const computed: UsageDay[] = [];
    for (const run of runsOf(days)) computed.push(...await this.#rollUpRun(client, run, strays));
    await this.parts.usage.write(computed.filter(keep));
  }

  async #rollUpRun(
    client: ClientRef,
    run: readonly DirtyDay[],
    strays: ReadonlySet<string>,
  ): Promise<UsageDay[]> {
    const first = run[0]?.day;
    const last = run.at(-1)?.day;
    if (first === undefined || last === undefined) return [];
    const interval = intervalOfDays(first, last, client.timezone);
    const rollUps = new Map(run.map(({ day }) => [day, new DayRollUp()]));
    const dayAt = dayFinder(first, last, client.timezone);
    for await (const event of this.parts.events.events(client._id, interval)) {
      rollUps.get(dayAt(event.ts))?.add(event, strays);
    }
    return run.map(({ day, requested }) => {
      const id = { clientId: client._id, day };
      const totals = rollUps.get(day)?.totals() ?? { counts: {}, users: 0, lastEventAt: null };
      return { _id: clientDayId(id), ...id, ...totals, revision: requested };
    });
  }
}

/** Splits days, sorted, into runs that are worth one read each. */
export function runsOf<Item extends { day: Day }>(days: readonly Item[]): Item[][] {
  const runs: Item[][] = [];
  for (const item of days) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run && previous && daysBetween(previous.day, item.day) <= GAP_DAYS) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** A fast `dayOf` for instants within some days: day boundaries are computed once, not for every event. */
export function dayFinder(first: Day, last: Day, timeZone: string): (instant: Date) => Day {
  const days = daysFrom(first, last);
  const ends = days.map((day) => startOfDay(addDays(day, 1), timeZone).getTime());
  return (instant) => {
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (instant.getTime() < (ends[middle] ?? Infinity)) high = middle;
      else low = middle + 1;
    }
    return days[low] ?? last;
  };
}
