import type { Collection, Db } from "mongodb";
import { addDays, dayOf } from "@/lib/platform/days.ts";
import { type Client, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import { compareCurrencies } from "@/lib/format/money.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { type Band, BANDS } from "@/lib/scoring/types.ts";
import { isAtRisk } from "@/lib/analytics/radar_row.ts";
import type { Fall, Money, Overview } from "@/lib/analytics/overview.ts";

/** What the figures of the platform are compared with. */
const COMPARED_DAYS = 7;
const DAY_MS = 24 * 3_600_000;
/** A client has at least one point of history a day: one this old at most held at its end. */
const POINT_MS = 2 * DAY_MS;
const CURRENT = { status: { $in: [...CURRENT_STATUSES] } };

interface BandGroup {
  /** Absent in clients that have no score, and `before` in those scored by an earlier version. */
  _id: { band?: Band | null; before?: Band | null; currency: string };
  clients: number;
  startedSince: number;
  scored: number;
  scores: number;
  compared: number;
  change: number;
  mrr: number;
  mrrStartedSince: number;
  oldestScoreAt: Date | null;
  newestEventAt: Date | null;
}

type EndedClient = Pick<Client, "_id" | "endedOn" | "timezone" | "mrr" | "currency">;

/** What the database knows of the overview: it has no schedule of scores. */
export type OverviewFigures = Omit<Overview, "scoresStaleFrom">;

type GroupFigures = Omit<
  OverviewFigures,
  "openIncidents" | "openIncidentsChange" | "clientsChange" | "biggestFall" | "mrrAtRiskChange"
>;

export class OverviewStore {
  readonly #clients: Collection<Client>;

  constructor(
    db: Db,
    private readonly parts: { incidents: IncidentStore; history: HistoryStore },
  ) {
    this.#clients = db.collection("clients");
  }

  async read(now: Date): Promise<OverviewFigures> {
    const then = new Date(now.getTime() - COMPARED_DAYS * DAY_MS);
    const [groups, ended, biggestFall, openIncidents, openThen] = await Promise.all([
      this.#readGroups(then),
      this.#findEndedSince(then),
      this.#findBiggestFall(),
      this.parts.incidents.countOpen(),
      this.parts.incidents.countOpenAt(then),
    ]);
    const figures = combine(groups);
    const started = total(groups, (group) => group.startedSince);
    const hadClients = figures.clients - started + ended.length > 0;
    const lost = await this.#atRiskAt(then, ended);
    return {
      ...figures,
      clientsChange: hadClients ? started - ended.length : null,
      openIncidents,
      openIncidentsChange: hadClients ? openIncidents - openThen : null,
      mrrAtRiskChange: changeAtRisk(groups, lost),
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
          _id: { band: "$health.band", before: "$health.bandWeekAgo", currency: "$currency" },
          clients: { $sum: 1 },
          startedSince: { $sum: { $cond: [{ $gt: ["$startedAt", then] }, 1, 0] } },
          scored: { $sum: has("$health.score") },
          scores: { $sum: "$health.score" },
          compared: { $sum: has("$health.trend") },
          change: { $sum: "$health.trend.delta" },
          mrr: { $sum: "$mrr" },
          mrrStartedSince: { $sum: { $cond: [{ $gt: ["$startedAt", then] }, "$mrr", 0] } },
          oldestScoreAt: { $min: "$health.computedAt" },
          newestEventAt: { $max: "$health.dataAsOf" },
        },
      },
    ]).toArray();
  }

  /** Those who had started by then and left after it: on a later local day than the one it was for them. */
  async #findEndedSince(then: Date): Promise<EndedClient[]> {
    // Zones lie up to 14 hours from UTC, so a day earlier holds every candidate.
    const dayBefore = addDays(dayOf(then, "UTC"), -1);
    const candidates = await this.#clients.find<EndedClient>({
      status: { $nin: [...CURRENT_STATUSES] },
      endedOn: { $gte: dayBefore },
      startedAt: { $lte: then },
    }, { projection: { endedOn: 1, timezone: 1, mrr: 1, currency: 1 } }).toArray();
    return candidates.filter(({ endedOn, timezone }) => endedOn !== null && endedOn > dayOf(then, timezone));
  }

  /** Those of the clients that were at risk or critical at that time. */
  async #atRiskAt(time: Date, clients: readonly EndedClient[]): Promise<EndedClient[]> {
    if (clients.length === 0) return [];
    const from = new Date(time.getTime() - POINT_MS);
    const history = await this.parts.history.findSince(clients.map(({ _id }) => _id), from);
    return clients.filter(({ _id }) => isAtRisk(history.get(_id)?.findLast(({ ts }) => ts <= time)?.band));
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
  const mrr = sumByCurrency(groups.map(moneyOf)).filter(({ amount }) => amount > 0);
  const mrrAtRisk = sumByCurrency(
    groups.filter(({ _id }) => isAtRisk(_id.band)).map(moneyOf),
  ).filter(({ amount }) => amount > 0);
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

function moneyOf({ _id, mrr }: BandGroup): Money {
  return { amount: mrr, currency: _id.currency };
}

/** In order of the codes. */
function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency })).sort(compareCurrencies);
}

/**
 * By how much the revenue at risk grew in each currency, at the amounts of today; `null` when no current client's band of
 * then is known. A client whose band of then is not known counts only if it is one that has started since.
 *
 * @param lost clients that were at risk then and have left
 */
function changeAtRisk(groups: readonly BandGroup[], lost: readonly EndedClient[]): Money[] | null {
  if (groups.every(({ _id }) => !_id.before)) return null;
  const changes = groups.map(({ _id: { band, before, currency }, mrr, mrrStartedSince }) => {
    const now = isAtRisk(band) ? before ? mrr : mrrStartedSince : 0;
    return { amount: now - (isAtRisk(before) ? mrr : 0), currency };
  });
  const left = lost.map(({ mrr, currency }) => ({ amount: -mrr, currency }));
  return sumByCurrency([...changes, ...left]).filter(({ amount }) => amount !== 0);
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
