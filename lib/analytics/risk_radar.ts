/** The clients at risk, worst first. */
import type { Collection, Db, Filter } from "mongodb";
import { dayOf, daysBetween } from "@/lib/platform/days.ts";
import type { RenewalWindow } from "@/lib/analytics/renewal_window.ts";
import { type Client, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import type { Freshness } from "@/lib/clients/view.ts";
import type { RadarFilter } from "@/lib/analytics/dashboard_address.ts";
import { RADAR_BANDS, type RiskRadar, type RiskRadarRow } from "@/lib/analytics/radar_row.ts";

const DAY_MS = 24 * 3_600_000;

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
    const filter = radarFilter(freshness.now, options.filter);
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

function radarFilter(now: Date, { band, owner, renewal }: RadarFilter): Filter<Client> {
  return {
    status: { $in: [...CURRENT_STATUSES] },
    "health.band": { $in: [...band ?? RADAR_BANDS] },
    ...(owner === undefined ? {} : { owner }),
    ...(renewal ? { $or: renewal.map((window) => ({ renewsAt: renewsWithin(window, now) })) } : {}),
  };
}

/** The windows of the report on revenue at risk: upper edges belong to them. */
function renewsWithin(window: RenewalWindow, now: Date) {
  const after = (days: number) => new Date(now.getTime() + days * DAY_MS);
  switch (window) {
    case "overdue":
      return { $lt: now };
    case "0-30":
      return { $gte: now, $lte: after(30) };
    case "31-60":
      return { $gt: after(30), $lte: after(60) };
    case "61-90":
      return { $gt: after(60), $lte: after(90) };
    case "later":
      return { $gt: after(90) };
    case "none":
      return null;
  }
}

/** What the radar shows of a client. */
export function toRadarRow(client: Client, { now, staleFrom }: Freshness): RiskRadarRow {
  const { health } = client;
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
    driver: health?.driver ?? "Not scored yet",
    mrr: client.mrr,
    currency: client.currency,
    renewsOn,
    renewsInDays: renewsOn ? daysBetween(today, renewsOn) : null,
    openIncidents: health?.openIncidents ?? 0,
    dataAsOf: health?.dataAsOf?.toISOString() ?? null,
    computedAt: (health?.computedAt ?? client.createdAt).toISOString(),
    staleFrom: health && staleFrom(health.computedAt).toISOString(),
  };
}
