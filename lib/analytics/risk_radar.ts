/** The clients at risk, worst first. */
import type { Collection, Db, Filter } from "mongodb";
import { dayOf, daysBetween } from "@/lib/platform/days.ts";
import { renewalFilter, timezonesOf } from "@/lib/clients/renewals.ts";
import { type Client, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import { hasLeft, leftWords } from "@/lib/clients/statuses.ts";
import type { Freshness } from "@/lib/clients/view.ts";
import type { RadarFilter } from "@/lib/analytics/dashboard_address.ts";
import { RADAR_BANDS, type RiskRadar, type RiskRadarRow } from "@/lib/analytics/radar_row.ts";

export class RiskRadarStore {
  readonly #clients: Collection<Client>;

  constructor(db: Db) {
    this.#clients = db.collection("clients");
  }

  /** One page of clients that are at risk or critical; ties by name, then id. */
  async read(
    freshness: Freshness,
    options: { skip: number; limit: number; filter: RadarFilter },
  ): Promise<RiskRadar> {
    const { renewal } = options.filter;
    const filter = radarFilter(
      options.filter,
      renewal ? renewalFilter(renewal, await timezonesOf(this.#clients), freshness.now) : {},
    );
    const [clients, total] = await Promise.all([
      this.#clients.find(filter).sort({ "health.score": 1, foldedName: 1, _id: 1 }).skip(options.skip)
        .limit(options.limit).toArray(),
      this.#clients.countDocuments(filter),
    ]);
    return { rows: clients.map((client) => toRadarRow(client, freshness)), total };
  }

  /** Who looks after current clients, in order of the alphabet. */
  async owners(): Promise<string[]> {
    const owners: unknown[] = await this.#clients.distinct("owner", {
      status: { $in: [...CURRENT_STATUSES] },
    });
    return owners.filter((owner) => typeof owner === "string").sort((a, b) => a.localeCompare(b, "en"));
  }
}

function radarFilter({ band, owner }: RadarFilter, renewal: Filter<Client>): Filter<Client> {
  return {
    status: { $in: [...CURRENT_STATUSES] },
    "health.band": { $in: [...band ?? RADAR_BANDS] },
    ...(owner === undefined ? {} : { owner }),
    ...renewal,
  };
}

/** What the radar shows of a client. One that has left has no score: its last one says nothing about it any more. */
export function toRadarRow(client: Client, { now, staleFrom }: Freshness): RiskRadarRow {
  const left = hasLeft(client.status);
  const health = left ? null : client.health;
  const today = dayOf(now, client.timezone);
  const renewsOn = client.renewsAt ? dayOf(client.renewsAt, client.timezone) : null;
  return {
    clientId: client._id,
    name: client.name,
    plan: client.plan,
    band: health?.band ?? "unknown",
    score: health?.score ?? null,
    heldUntil: health?.heldUntil ?? null,
    trend: health?.trend ?? null,
    sparkline: health?.recentScores ?? [],
    driver: left ? leftWords(client.endedOn) : health?.driver ?? "Not scored yet",
    mrr: client.mrr,
    currency: client.currency,
    renewsOn,
    renewsInDays: renewsOn ? daysBetween(today, renewsOn) : null,
    openIncidents: client.health?.openIncidents ?? 0,
    dataAsOf: client.health?.dataAsOf?.toISOString() ?? null,
    computedAt: (client.health?.computedAt ?? client.createdAt).toISOString(),
    staleFrom: health && staleFrom(health.computedAt).toISOString(),
  };
}
