/** A client over time, in its own local days: usage, heatmap and scores. */
import type { Clock } from "@/lib/platform/clock.ts";
import {
  addDays,
  type Day,
  dayOf,
  daysFrom,
  intervalOfDays,
  startOfDay,
  trailingWindow,
} from "@/lib/platform/days.ts";
import type { UsageQuery } from "@/lib/client_detail/query.ts";
import type { ClientDetailService, UsageDayView } from "@/lib/client_detail/service.ts";
import type {
  ClientHealthView,
  HealthHistoryView,
  HeatmapView,
  UsageView,
} from "@/lib/client_detail/time_view.ts";
import { incidentChanges, modelChanges } from "@/lib/client_detail/score_changes.ts";
import { summaryOf } from "@/lib/client_detail/usage_totals.ts";
import { toHeatmap } from "@/lib/clients/heatmap.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import { type Freshness, toHealthView } from "@/lib/clients/view.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { ModelStore } from "@/lib/health/model_store.ts";
import type { HealthPoint } from "@/lib/health/schema.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { own } from "@/lib/platform/own.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

/** A score is looked for this many days before the first day asked for, to know what held on that day. */
const CARRIED_DAYS = 7;

export class ClientTimeService {
  constructor(
    private readonly parts: {
      clients: ClientService;
      detail: ClientDetailService;
      usage: UsageStore;
      history: HistoryStore;
      models: ModelStore;
      incidents: IncidentStore;
      clock: Clock;
      freshness: () => Freshness;
    },
  ) {}

  /** @param id our id or `external:<externalId>` @throws {NotFoundError} */
  async usage(id: string, { days: length, type }: UsageQuery): Promise<UsageView> {
    const client = await this.parts.clients.get(id);
    const span = this.#span(client, length);
    const all = await this.parts.detail.usageDays(client._id, span.last, length);
    const begins = await this.#begins(client, all);
    const days = all.map((day) => type === undefined ? day : ofTypes(day, type));
    const summary = summaryOf(days);
    return { ...span, begins, types: Object.keys(summary.totals), ...summary, days };
  }

  /**
   * Logins a day. A day on which other telemetry came, but no login, is a day without logins, unless the client never
   * sent any: then nothing is known about its logins.
   *
   * @throws {NotFoundError}
   */
  async heatmap(id: string, length: number): Promise<HeatmapView> {
    const client = await this.parts.clients.get(id);
    const { engagement: { telemetryType } } = await this.parts.models.active();
    const span = this.#span(client, length);
    const days = await this.parts.detail.usageDays(client._id, span.last, length);
    const sends = days.some(({ counts }) => counts !== null && Object.hasOwn(counts, telemetryType)) ||
      (await this.parts.usage.findLastSent([client._id], [telemetryType], span.first)).get(client._id)?.days
          .size === 1;
    const heatmap = toHeatmap(days.map(({ day, counts }) => ({
      day,
      count: sends && counts ? own(counts, telemetryType) ?? 0 : null,
    })));
    return {
      ...span,
      begins: await this.#begins(client, days),
      telemetryType,
      thresholds: heatmap.thresholds,
      days: heatmap.days.map(({ day, count, level }) => ({ day, logins: count, level })),
    };
  }

  /** The current score with its explanation. @throws {NotFoundError} */
  async health(id: string): Promise<ClientHealthView> {
    const { _id, externalId, health } = await this.parts.clients.get(id);
    return { clientId: _id, externalId, health: health && toHealthView(health, this.parts.freshness()) };
  }

  /** @throws {NotFoundError} */
  async healthHistory(id: string, length: number): Promise<HealthHistoryView> {
    const client = await this.parts.clients.get(id);
    const span = this.#span(client, length);
    const { from, to } = intervalOfDays(span.first, span.last, client.timezone);
    const since = startOfDay(addDays(span.first, -CARRIED_DAYS), client.timezone);
    const [history, incidents] = await Promise.all([
      this.parts.history.findSince([client._id], since),
      this.parts.incidents.findForScoring([client._id], from, to),
    ]);
    const points = history.get(client._id) ?? [];
    const changes = [
      ...incidentChanges(incidents, client.timezone),
      ...modelChanges(points, client.timezone),
    ];
    return {
      ...span,
      days: daysFrom(span.first, span.last).map((day) => scoreOfDay(day, client.timezone, points)),
      points: points.filter(({ ts }) => ts >= from).map(toPoint),
      changes: changes.filter(({ day }) => day >= span.first && day <= span.last)
        .sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
    };
  }

  /** The first of the days that is not before the client's first data; asks further back only where they begin empty. */
  async #begins({ _id }: Client, days: readonly UsageDayView[]): Promise<Day | null> {
    const first = days.find(({ counts }) => counts !== null)?.day ?? null;
    const begin = days[0]?.day ?? null;
    if (begin === null || first === begin) return first;
    return (await this.parts.usage.findLastSent([_id], [], begin)).has(_id) ? begin : first;
  }

  #span({ _id, timezone }: Client, length: number) {
    const today = dayOf(this.parts.clock(), timezone);
    return { clientId: _id, timezone, ...trailingWindow(today, length) };
  }
}

function ofTypes(day: UsageDayView, types: readonly string[]): UsageDayView {
  const kept = Object.entries(day.counts ?? {}).filter(([type]) => types.includes(type));
  return kept.length === 0 ? { day: day.day, counts: null, users: null } : {
    ...day,
    counts: Object.fromEntries(kept),
  };
}

/** The score that held at the end of a day; a scoring that changed nothing leaves no point. */
function scoreOfDay(day: Day, timeZone: string, points: readonly HealthPoint[]) {
  const end = startOfDay(addDays(day, 1), timeZone);
  const point = points.findLast(({ ts }) => ts < end);
  return { day, score: point?.score ?? null, band: point?.band ?? null };
}

function toPoint({ ts, score, band, coverage, components, modelVersion }: HealthPoint) {
  return { at: ts.toISOString(), score, band, coverage, components, modelVersion };
}
