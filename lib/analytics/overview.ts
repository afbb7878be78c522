/** The numbers on top of the dashboard. */
import type { Collection, Db } from "mongodb";
import { type Client, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import { type Band, BANDS } from "@/lib/scoring/types.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";

export interface Money {
  /** Minor units. */
  amount: number;
  currency: string;
}

export interface Overview {
  /** Current clients: active and paused. */
  clients: number;
  byBand: Record<Band, number>;
  /** Mean of the scores of clients that have one, rounded half up; `null` when none has. */
  averageHealth: number | null;
  /** The same mean over those with a score 7 days ago, now minus then; `null` when there is none. */
  averageHealthChange: number | null;
  openIncidents: number;
  /** A month, by currency: sums of different currencies are never added. */
  mrr: Money[];
  /** Of clients that are at risk or critical. */
  mrrAtRisk: Money[];
  /** Time of the oldest score among current clients; `null` when there is none. */
  oldestScoreAt: string | null;
  /** Newest event of any client; `null` when there is none. */
  newestEventAt: string | null;
}

interface BandGroup {
  _id: { band: Band | null; currency: string };
  clients: number;
  scored: number;
  scores: number;
  compared: number;
  change: number;
  mrr: number;
  oldestScoreAt: Date | null;
  newestEventAt: Date | null;
}

export class OverviewStore {
  readonly #clients: Collection<Client>;

  constructor(db: Db, private readonly incidents: IncidentStore) {
    this.#clients = db.collection("clients");
  }

  async read(): Promise<Overview> {
    const [groups, openIncidents] = await Promise.all([this.#readGroups(), this.incidents.countOpen()]);
    return { ...combine(groups), openIncidents };
  }

  #readGroups(): Promise<BandGroup[]> {
    const has = (path: string) => ({ $cond: [{ $ne: [{ $ifNull: [path, null] }, null] }, 1, 0] });
    return this.#clients.aggregate<BandGroup>([
      { $match: { status: { $in: [...CURRENT_STATUSES] } } },
      {
        $group: {
          _id: { band: "$health.band", currency: "$currency" },
          clients: { $sum: 1 },
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
}

function combine(groups: readonly BandGroup[]): Omit<Overview, "openIncidents"> {
  const sum = (pick: (group: BandGroup) => number) => groups.reduce((total, group) => total + pick(group), 0);
  const byBand = Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>;
  for (const group of groups) byBand[group._id.band ?? "unknown"] += group.clients;
  const scored = sum((group) => group.scored);
  const compared = sum((group) => group.compared);
  const atRisk = groups.filter(({ _id }) => _id.band === "at_risk" || _id.band === "critical");
  return {
    clients: sum((group) => group.clients),
    byBand,
    averageHealth: scored === 0 ? null : Math.floor(sum((group) => group.scores) / scored + 0.5),
    averageHealthChange: compared === 0 ? null : Math.round(sum((group) => group.change) / compared),
    mrr: sumByCurrency(groups),
    mrrAtRisk: sumByCurrency(atRisk),
    oldestScoreAt: earliest(groups.map((group) => group.oldestScoreAt)),
    newestEventAt: latest(groups.map((group) => group.newestEventAt)),
  };
}

/** Largest sum first. */
function sumByCurrency(groups: readonly BandGroup[]): Money[] {
  const sums = new Map<string, number>();
  for (const { _id, mrr } of groups) sums.set(_id.currency, (sums.get(_id.currency) ?? 0) + mrr);
  return [...sums].map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => b.amount - a.amount || (a.currency < b.currency ? -1 : 1));
}

function earliest(times: readonly (Date | null)[]): string | null {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}

function latest(times: readonly (Date | null)[]): string | null {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.max(...known)).toISOString();
}
