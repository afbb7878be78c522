/** The scores of past days of seeded clients, as the worker would have recorded them at the end of each day. */
import { addDays, type Day, dayOf, daysFrom, startOfDay } from "@/lib/platform/days.ts";
import type { Client } from "@/lib/clients/schema.ts";
import { wasThere } from "@/lib/health/as_of.ts";
import type { FactsReader } from "@/lib/health/facts.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { ModelStore } from "@/lib/health/model_store.ts";
import { type HealthPoint, toHealthPoint } from "@/lib/health/schema.ts";
import { scoreClient } from "@/lib/scoring/score.ts";

/** Past days that get a score; today's comes from scoring now. */
export const HISTORY_DAYS = 30;

export class SeedHistory {
  constructor(
    private readonly parts: { facts: FactsReader; history: HistoryStore; models: ModelStore },
  ) {}

  /** Appends the points that are missing for the days before the anchor's; returns how many. */
  async write(clients: readonly Client[], anchor: Date): Promise<number> {
    const model = await this.parts.models.active();
    const points: HealthPoint[] = [];
    for (const [day, present] of presenceByDay(clients, anchor)) {
      const facts = await this.parts.facts.read(present, { endOf: day }, model, () => null);
      for (const client of present) {
        const known = facts.get(client._id);
        if (!known) continue;
        points.push(toHealthPoint(client._id, scoreClient(known.facts, model), endOf(day, client.timezone)));
      }
    }
    const absent = await this.#absent(points);
    await this.parts.history.append(absent);
    return absent.length;
  }

  /** A time-series collection refuses no duplicate: what a killed run has written is looked up. */
  async #absent(points: readonly HealthPoint[]): Promise<HealthPoint[]> {
    const first = points.map(({ ts }) => ts).sort((a, b) => a.getTime() - b.getTime())[0];
    if (!first) return [];
    const ids = [...new Set(points.map(({ meta }) => meta.clientId))];
    const stored = await this.parts.history.findSince(ids, first);
    return points.filter(({ meta, ts }) =>
      !stored.get(meta.clientId)?.some((point) => point.ts.getTime() === ts.getTime())
    );
  }
}

/** The clients that were there, by local day; around midnight their todays differ. */
function presenceByDay(clients: readonly Client[], anchor: Date): Map<Day, Client[]> {
  const presence = clients.flatMap((client) => {
    const today = dayOf(anchor, client.timezone);
    return daysFrom(addDays(today, -HISTORY_DAYS), addDays(today, -1))
      .filter((day) => wasThere(client, day)).map((day) => ({ day, client }));
  });
  const byDay = Map.groupBy(presence, ({ day }) => day);
  return new Map([...byDay].map(([day, found]) => [day, found.map(({ client }) => client)]));
}

/** The last millisecond of the day, when its score is recorded. */
function endOf(day: Day, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1);
}
