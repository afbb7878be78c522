/** The clients at risk, worst first. */
import type { Collection, Db } from "mongodb";
import { dayOf, daysBetween } from "@/lib/platform/days.ts";
import { type Client, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import { RADAR_BANDS, type RiskRadar, type RiskRadarRow } from "@/lib/analytics/radar_row.ts";

export class RiskRadarStore {
  readonly #clients: Collection<Client>;

  constructor(db: Db) {
    this.#clients = db.collection("clients");
  }

  /** One page of clients that are at risk or critical; ties by name, then id. */
  async read(now: Date, options: { skip: number; limit: number }): Promise<RiskRadar> {
    const filter = { status: { $in: [...CURRENT_STATUSES] }, "health.band": { $in: [...RADAR_BANDS] } };
    const [clients, total] = await Promise.all([
      this.#clients.find(filter).sort({ "health.score": 1, foldedName: 1, _id: 1 }).skip(options.skip)
        .limit(options.limit).toArray(),
      this.#clients.countDocuments(filter),
    ]);
    return { rows: clients.map((client) => toRadarRow(client, now)), total };
  }
}

/** What the radar shows of a client. */
export function toRadarRow(client: Client, now: Date): RiskRadarRow {
  const { health } = client;
  const today = dayOf(now, client.timezone);
  const renewsOn = client.renewsAt ? dayOf(client.renewsAt, client.timezone) : null;
  return {
    clientId: client._id,
    name: client.name,
    plan: client.plan,
    band: health?.band ?? "unknown",
    score: health?.score ?? null,
    trend: health?.trend ?? null,
    sparkline: health?.recentScores ?? [],
    driver: health?.driver ?? "Not scored yet",
    mrr: client.mrr,
    currency: client.currency,
    renewsOn,
    renewsInDays: renewsOn ? daysBetween(today, renewsOn) : null,
    openIncidents: health?.openIncidents ?? 0,
    computedAt: (health?.computedAt ?? client.createdAt).toISOString(),
  };
}
