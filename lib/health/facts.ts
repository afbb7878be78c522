/** Gathers what the score needs to know of clients: now, or as it was at the end of a past local day. */
import { addDays, type Day, dayOf, daysBetween, startOfDay, trailingWindow } from "@/lib/platform/days.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { own } from "@/lib/platform/own.ts";
import type { Band, IncidentFact, ScoreFacts, ScoreModel } from "@/lib/scoring/types.ts";
import type { UsageDay } from "@/lib/telemetry/schema.ts";
import type { LastSent, UsageStore } from "@/lib/telemetry/usage_store.ts";

/** `now`: the moment itself. `endOf`: the end of that local day of each client; nothing later is known. */
export type Moment = { now: Date } | { endOf: Day };

/** The facts of one client, and where they come from. */
export interface ClientFacts {
  facts: ScoreFacts;
  /** The local day scored, last of the window. */
  day: Day;
  /** The newest event there was, be it before the window; `null` when there was none. */
  dataAsOf: Date | null;
  openIncidents: number;
}

type ScoredClient = Pick<Client, "_id" | "timezone" | "startedAt">;

interface Window {
  first: Day;
  last: Day;
  from: Date;
  /** Nothing at or after this instant is known. */
  cutoff: Date;
}

/** Where the daily usage is read. */
export type UsageReader = Pick<UsageStore, "find" | "findLastSent">;

export class FactsReader {
  constructor(private readonly parts: { usage: UsageReader; incidents: IncidentStore }) {}

  /**
   * Reads the facts of a batch of clients with a bounded number of queries.
   *
   * @param previousBand the band a client holds, for hysteresis; `null` for plain edges
   */
  async read(
    clients: readonly ScoredClient[],
    moment: Moment,
    model: ScoreModel,
    previousBand: (clientId: string) => Band | null,
  ): Promise<Map<string, ClientFacts>> {
    const windows = new Map(
      clients.map((client) => [client._id, windowOf(client, moment, model.windowDays)]),
    );
    const usage = await this.#readUsage(windows);
    const types = [model.usage.telemetryType, model.engagement.telemetryType];
    const sentBefore = await this.#findSentBefore(windows, usage, types);
    const incidents = await this.#readIncidents(windows);
    const facts = new Map<string, ClientFacts>();
    for (const client of clients) {
      const window = windows.get(client._id);
      if (!window) continue;
      const days = usage.get(client._id) ?? [];
      const before = sentBefore.get(client._id);
      const count = (type: string) => sumOf(days, type) ?? (before?.days.has(type) ? 0 : null);
      const silentSince = (type: string) =>
        sumOf(days, type) === null ? before?.days.get(type) ?? null : null;
      const counted = (incidents.get(client._id) ?? []).flatMap((incident) => toFact(incident, window) ?? []);
      facts.set(client._id, {
        day: window.last,
        dataAsOf: newestOf(days) ?? before?.at ?? null,
        openIncidents: counted.filter((incident) => incident.open).length,
        facts: {
          usageCount: count(model.usage.telemetryType),
          engagementCount: count(model.engagement.telemetryType),
          silentSince: {
            usage: silentSince(model.usage.telemetryType),
            engagement: silentSince(model.engagement.telemetryType),
          },
          incidents: counted,
          daysSinceStart: Math.max(0, daysBetween(dayOf(client.startedAt, client.timezone), window.last)),
          previousBand: previousBand(client._id),
        },
      });
    }
    return facts;
  }

  async #readUsage(windows: ReadonlyMap<string, Window>): Promise<Map<string, UsageDay[]>> {
    const { first, last } = span([...windows.values()]);
    const days = await this.parts.usage.find([...windows.keys()], first, last);
    const inWindow = days.filter((day) => {
      const window = windows.get(day.clientId);
      return window !== undefined && day.day >= window.first && day.day <= window.last;
    });
    return Map.groupBy(inWindow, (day) => day.clientId);
  }

  /** What was sent before the window, asked only for those that did not send every type inside. */
  async #findSentBefore(
    windows: ReadonlyMap<string, Window>,
    usage: ReadonlyMap<string, UsageDay[]>,
    types: readonly string[],
  ): Promise<Map<string, LastSent>> {
    const sentAll = (id: string) => types.every((type) => sumOf(usage.get(id) ?? [], type) !== null);
    const missing = [...windows].filter(([id]) => !sentAll(id));
    const sent = new Map<string, LastSent>();
    for (const [first, group] of Map.groupBy(missing, ([, window]) => window.first)) {
      const found = await this.parts.usage.findLastSent(group.map(([id]) => id), types, first);
      for (const [id, last] of found) sent.set(id, last);
    }
    return sent;
  }

  async #readIncidents(windows: ReadonlyMap<string, Window>): Promise<Map<string, Incident[]>> {
    const { from, cutoff } = span([...windows.values()]);
    const found = await this.parts.incidents.findForScoring([...windows.keys()], from, cutoff);
    return Map.groupBy(found, (incident) => incident.clientId);
  }
}

function windowOf(client: ScoredClient, moment: Moment, windowDays: number): Window {
  const lastDay = "now" in moment ? dayOf(moment.now, client.timezone) : moment.endOf;
  const { first, last } = trailingWindow(lastDay, windowDays);
  // What happens in the very millisecond of scoring is known.
  const cutoff = "now" in moment
    ? new Date(moment.now.getTime() + 1)
    : startOfDay(addDays(last, 1), client.timezone);
  return { first, last, from: startOfDay(first, client.timezone), cutoff };
}

function span(windows: readonly Window[]): Window {
  return windows.reduce((wide, window) => ({
    first: window.first < wide.first ? window.first : wide.first,
    last: window.last > wide.last ? window.last : wide.last,
    from: window.from < wide.from ? window.from : wide.from,
    cutoff: window.cutoff > wide.cutoff ? window.cutoff : wide.cutoff,
  }));
}

/** Sum of a type over days; `null` when none of them has it. */
function sumOf(days: readonly UsageDay[], type: string): number | null {
  const counts = days.flatMap((day) => own(day.counts, type) ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

function newestOf(days: readonly UsageDay[]): Date | null {
  return days.reduce<Date | null>(
    (newest, { lastEventAt }) => (lastEventAt && (!newest || lastEventAt > newest) ? lastEventAt : newest),
    null,
  );
}

/** The incident as it was at the cutoff; `null` when it was not there yet, or resolved before the window. */
function toFact(incident: Incident, window: Window): IncidentFact | null {
  if (incident.openedAt >= window.cutoff) return null;
  const open = incident.resolvedAt === null || incident.resolvedAt >= window.cutoff;
  if (!open && incident.resolvedAt !== null && incident.resolvedAt < window.from) return null;
  return {
    id: incident._id,
    externalId: incident.externalId,
    title: incident.title,
    severity: incident.severity,
    open,
  };
}
