/**
 * The scores of a client without what was simulated. Each score that was kept meanwhile is worked out anew from the real
 * facts of its instant: real events that had been received by then, and real incidents as they stood.
 */
import { addDays, type Day, dayOf, daysFrom, intervalOfDays, startOfDay } from "@/lib/platform/days.ts";
import type { Client } from "@/lib/clients/schema.ts";
import { FactsReader, type UsageReader } from "@/lib/health/facts.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { ModelStore } from "@/lib/health/model_store.ts";
import { type HealthPoint, isNews, toHealthPoint } from "@/lib/health/schema.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import type { Band } from "@/lib/scoring/types.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import { rollUpDays } from "@/lib/telemetry/roll_up.ts";
import { clientDayId, type StoredEvent, type UsageDay } from "@/lib/telemetry/schema.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

/** Far enough back to find the point before the first one. */
const POINT_BEFORE_DAYS = 2;

export class RealHistory {
  constructor(
    private readonly parts: {
      events: EventStore;
      usage: UsageStore;
      incidents: IncidentStore;
      history: HistoryStore;
      models: ModelStore;
    },
  ) {}

  /**
   * Replaces the points since `since` by the real ones. To be called when nothing simulated is stored any more.
   *
   * @param restore names this restoration; the new points are stored under it before the old ones go, so that a process
   * killed in between loses none
   * @param bandBefore the band that the client was in when the simulation came
   */
  async restore(client: Client, since: Date, options: { restore: string; bandBefore: Band }): Promise<void> {
    const from = new Date(since.getTime() - POINT_BEFORE_DAYS * 24 * 3_600_000);
    const points = (await this.parts.history.findSince([client._id], from)).get(client._id) ?? [];
    const later = points.filter(({ ts }) => ts >= since);
    const last = later.at(-1);
    if (!last) return;
    const instants = [...new Map(later.map(({ ts }) => [ts.getTime(), ts])).values()];
    const before = points.filter(({ ts }) => ts < since).at(-1);
    const real = await this.#pointsAt(client, instants, before, options.bandBefore);
    const { restore } = options;
    await this.parts.history.append(real.map((point) => ({ ...point, restore })));
    await this.parts.history.removeBetween(client._id, { from: since, until: last.ts, except: restore });
  }

  /** The points at these instants, without those that say nothing new. */
  async #pointsAt(
    client: Client,
    instants: readonly Date[],
    before: HealthPoint | undefined,
    bandBefore: Band,
  ): Promise<HealthPoint[]> {
    const { usage, incidents } = this.parts;
    const model = await this.parts.models.active();
    const received = await this.#received(client, instants);
    const kept: HealthPoint[] = [];
    let last = before;
    let band = bandBefore;
    for (const now of instants) {
      const reader = new FactsReader({ usage: new UsageAt(usage, client, received, now), incidents });
      const known = (await reader.read([client], { now }, model, () => band)).get(client._id);
      if (!known) continue;
      const point = toHealthPoint(client._id, scoreClient(known.facts, model), now);
      band = point.band;
      if (!isNews(last, point, client.timezone)) continue;
      kept.push(point);
      last = point;
    }
    return kept;
  }

  /** The raw events of the local days that the instants lie on, strays left out. */
  async #received(client: Client, instants: readonly Date[]): Promise<Received> {
    const days = instants.map((instant) => dayOf(instant, client.timezone));
    const first = days[0] ?? "";
    const last = days.at(-1) ?? first;
    const interval = intervalOfDays(first, last, client.timezone);
    const strays = await this.parts.events.findStrays(client._id, interval);
    const events: StoredEvent[] = [];
    for await (const event of this.parts.events.events(client._id, interval)) events.push(event);
    return { first, events, strays };
  }
}

interface Received {
  /** The first day of which the events are known. */
  first: Day;
  events: readonly StoredEvent[];
  strays: ReadonlySet<string>;
}

/** The daily usage as it stood at an instant: older days as they are stored, later ones from what had been received. */
class UsageAt implements UsageReader {
  constructor(
    private readonly stored: UsageStore,
    private readonly client: Client,
    private readonly received: Received,
    private readonly now: Date,
  ) {}

  async find(clientIds: readonly string[], first: Day, last: Day): Promise<UsageDay[]> {
    const dayBefore = addDays(this.received.first, -1);
    const older = first > dayBefore
      ? []
      : await this.stored.find(clientIds, first, last < dayBefore ? last : dayBefore);
    return [...older, ...this.#later().filter(({ day }) => day >= first && day <= last)];
  }

  async findLastSent(clientIds: readonly string[], types: readonly string[], before: Day) {
    const { first } = this.received;
    const sent = await this.stored.findLastSent(clientIds, types, before < first ? before : first);
    for (const { day, counts, lastEventAt } of this.#later()) {
      if (day >= before || lastEventAt === null) continue;
      const days = types.filter((type) => Object.hasOwn(counts, type)).map((type) => [type, day] as const);
      const earlier = sent.get(this.client._id)?.days ?? [];
      sent.set(this.client._id, { at: lastEventAt, days: new Map([...earlier, ...days]) });
    }
    return sent;
  }

  #later(): UsageDay[] {
    const { _id: clientId, timezone } = this.client;
    const { first, events, strays } = this.received;
    const known = events.filter(({ receivedAt }) => receivedAt <= this.now);
    const days = daysFrom(first, dayOf(this.now, timezone));
    const starts = days.map((day) => startOfDay(day, timezone));
    const dayOfEvent = ({ ts }: StoredEvent) => days[starts.findLastIndex((start) => start <= ts)] ?? first;
    return [...rollUpDays(days, known, dayOfEvent, strays)].map(([day, totals]) => {
      const id = { clientId, day };
      return { _id: clientDayId(id), ...id, ...totals, revision: 0 };
    });
  }
}
