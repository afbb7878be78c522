import type { Collection, Db } from "mongodb";
import { addDays, dayOf } from "@/lib/platform/days.ts";
import { type Client, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { type Band, BANDS } from "@/lib/scoring/types.ts";
import type { Fall, Money, Overview } from "@/lib/analytics/overview.ts";

/** What the figures of the platform are compared with. */
const COMPARED_DAYS = 7;
const DAY_MS = 24 * 3_600_000;
const CURRENT = { status: { $in: [...CURRENT_STATUSES] } };

interface BandGroup {
  _id: { band: Band | null; currency: string };
  clients: number;
  startedSince: number;
  scored: number;
  scores: number;
  compared: number;
  change: number;
  mrr: number;
  oldestScoreAt: Date | null;
  newestEventAt: Date | null;
}

/** What the database knows of the overview: it has no schedule of scores. */
export type OverviewFigures = Omit<Overview, "scoresStaleFrom">;

type GroupFigures = Omit<
  OverviewFigures,
  "openIncidents" | "openIncidentsChange" | "clientsChange" | "biggestFall"
>;

export class OverviewStore {
  readonly #clients: Collection<Client>;

  constructor(db: Db, private readonly incidents: IncidentStore) {
    this.#clients = db.collection("clients");
  }

  async read(now: Date): Promise<OverviewFigures> {
    const then = new Date(now.getTime() - COMPARED_DAYS * DAY_MS);
    const [groups, ended, biggestFall, openIncidents, openThen] = await Promise.all([
      this.#readGroups(then),
      this.#countEndedSince(then),
      this.#findBiggestFall(),
      this.incidents.countOpen(),
      this.incidents.countOpenAt(then),
    ]);
    const figures = combine(groups);
    const started = total(groups, (group) => group.startedSince);
    const hadClients = figures.clients - started + ended > 0;
    return {
      ...figures,
      clientsChange: hadClients ? started - ended : null,
      openIncidents,
      openIncidentsChange: hadClients ? openIncidents - openThen : null,
      biggestFall,
    };
  }

  /**
   * The mean score of the current clients at the end of each of their last local days, oldest first and unrounded;
   * `null` where none had a score.
   */
  async readAverageTrend(): Promise<(number | null)[]> {
    const sums: { sum: number; scored: number }[] = [];
    // Unwound in the database each client would be thirty documents; a cursor over the scores alone is far less work.
    const clients = this.#clients.find({ ...CURRENT, "health.recentScores": { $type: "array" } }, {
      projection: { _id: 0, "health.recentScores": 1 },
    });
    for await (const { health } of clients) {
      for (const [day, score] of (health?.recentScores ?? []).entries()) {
        const total = sums[day] ??= { sum: 0, scored: 0 };
        if (score === null) continue;
        total.sum += score;
        total.scored++;
      }
    }
    return sums.map(({ sum, scored }) => scored === 0 ? null : sum / scored);
  }

  #readGroups(then: Date): Promise<BandGroup[]> {
    const has = (path: string) => ({ $cond: [{ $ne: [{ $ifNull: [path, null] }, null] }, 1, 0] });
    return this.#clients.aggregate<BandGroup>([
      { $match: CURRENT },
      {
        $group: {
          _id: { band: "$health.band", currency: "$currency" },
          clients: { $sum: 1 },
          startedSince: { $sum: { $cond: [{ $gt: ["$startedAt", then] }, 1, 0] } },
          scored: { $sum: has("$health.score") },
          scores: { $sum: "$health.score" },
          compared: { $sum: has("$health.trend") },
          change: { $sum: "$health.trend.delta" },
          mrr: { $sum: "$mrr" },
          oldestScoreAt: { $min: "$health.computedAt" },
          newestEventAt: { $max: "$health.dataAsOf" },
        },
      },
    ]).toArray();
  }

  /** Those who had started by then and left after it: on a later local day than the one it was for them. */
  async #countEndedSince(then: Date): Promise<number> {
    // Zones lie up to 14 hours from UTC, so a day earlier holds every candidate.
    const dayBefore = addDays(dayOf(then, "UTC"), -1);
    const candidates = await this.#clients.find({
      status: { $nin: [...CURRENT_STATUSES] },
      endedOn: { $gte: dayBefore },
      startedAt: { $lte: then },
    }, { projection: { endedOn: 1, timezone: 1 } }).toArray();
    return candidates.filter(({ endedOn, timezone }) => endedOn !== null && endedOn > dayOf(then, timezone))
      .length;
  }

  async #findBiggestFall(): Promise<Fall | null> {
    const client = await this.#clients.findOne({ ...CURRENT, "health.trend.direction": "down" }, {
      sort: { "health.trend.delta": 1, foldedName: 1, _id: 1 },
      projection: { name: 1, "health.trend": 1 },
    });
    const trend = client?.health?.trend;
    if (!client || !trend) return null;
    return { clientId: client._id, name: client.name, points: -trend.delta, days: trend.days };
  }
}

function combine(groups: readonly BandGroup[]): GroupFigures {
  const byBand = Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>;
  for (const group of groups) byBand[group._id.band ?? "unknown"] += group.clients;
  const clients = total(groups, (group) => group.clients);
  const scored = total(groups, (group) => group.scored);
  const compared = total(groups, (group) => group.compared);
  const mrr = sumByCurrency(groups);
  const mrrAtRisk = sumByCurrency(
    groups.filter(({ _id }) => _id.band === "at_risk" || _id.band === "critical"),
  );
  return {
    clients,
    byBand,
    averageHealth: scored === 0 ? null : Math.floor(total(groups, (group) => group.scores) / scored + 0.5),
    averageHealthChange: compared === 0
      ? null
      : Math.round(total(groups, (group) => group.change) / compared),
    unscored: clients - scored,
    mrr,
    mrrAtRisk,
    mrrAtRiskShare: shareOf(mrrAtRisk, mrr),
    oldestScoreAt: earliest(groups.map((group) => group.oldestScoreAt)),
    newestEventAt: latest(groups.map((group) => group.newestEventAt)),
  };
}

function total(groups: readonly BandGroup[], pick: (group: BandGroup) => number): number {
  return groups.reduce((sum, group) => sum + pick(group), 0);
}

/** Largest sum first; a currency in which there is nothing is left out. */
function sumByCurrency(groups: readonly BandGroup[]): Money[] {
  const sums = new Map<string, number>();
  for (const { _id, mrr } of groups) sums.set(_id.currency, (sums.get(_id.currency) ?? 0) + mrr);
  return [...sums].map(([currency, amount]) => ({ amount, currency })).filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount || (a.currency < b.currency ? -1 : 1));
}

function shareOf(atRisk: readonly Money[], all: readonly Money[]): number | null {
  const [whole, ...others] = all;
  if (!whole || others.length > 0) return null;
  return (atRisk[0]?.amount ?? 0) / whole.amount;
}

function earliest(times: readonly (Date | null)[]): string | null {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}

function latest(times: readonly (Date | null)[]): string | null {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.max(...known)).toISOString();
}
