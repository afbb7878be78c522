/** Where clients lie between score and money: what the map of the dashboard shows. */
import type { Collection, Db, Filter } from "mongodb";
import { z } from "zod";
import { type Client, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import { BANDS, type ScoreModel } from "@/lib/scoring/types.ts";

const edgeSchema = z.number().meta({ description: "Lower edge on the score" });

export const scoreMapPointSchema = z.object({
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  name: z.string().meta({ example: "Acme GmbH" }),
  band: z.enum(BANDS),
  score: z.int().meta({ description: "0–100", example: 41 }),
  mrr: z.int().meta({ description: "Minor units a month", example: 1_240_000 }),
  usage: z.number().nullable().meta({
    description: "Count of `usageType` in the window of the score; null when it was never sent",
    example: 2_402,
  }),
}).meta({ id: "ScoreMapPoint" });

export const scoreMapSchema = z.object({
  currency: z.string().nullable().meta({
    description:
      "That of every point: amounts in several currencies have no common axis. Null without clients",
    example: "EUR",
  }),
  currencies: z.array(z.object({ currency: z.string(), clients: z.int() })).meta({
    description: "What there is to choose from, with the number of current clients; in order of the codes",
  }),
  points: z.array(scoreMapPointSchema).meta({
    description: "Current clients (active and paused) that have a score, by MRR, largest first",
  }),
  total: z.int().meta({ description: "All that have a score, those beyond `limit` included" }),
  unscored: z.int().meta({ description: "Current clients without a score, which no map can place" }),
  edges: z.object({ healthyFrom: edgeSchema, atRiskFrom: edgeSchema }),
  usageType: z.string().meta({ description: "The telemetry type of the model's usage", example: "api_call" }),
  windowDays: z.int().meta({ description: "Days over which usage is counted, today included", example: 30 }),
}).meta({ id: "ScoreMap" });

export type ScoreMap = z.infer<typeof scoreMapSchema>;
export type ScoreMapPoint = z.infer<typeof scoreMapPointSchema>;

const CURRENT: Filter<Client> = { status: { $in: [...CURRENT_STATUSES] } };

export class ScoreMapStore {
  readonly #clients: Collection<Client>;

  constructor(db: Db) {
    this.#clients = db.collection("clients");
  }

  /** @param options.currency that with the most clients if absent */
  async read(
    model: ScoreModel,
    options: { currency?: string | undefined; limit: number },
  ): Promise<ScoreMap> {
    const groups = await this.#readCurrencies();
    const currency = options.currency ?? commonest(groups) ?? null;
    const { clients = 0, scored = 0 } = groups.find(({ _id }) => _id === currency) ?? {};
    return {
      currency,
      currencies: groups.map(({ _id, clients }) => ({ currency: _id, clients })),
      points: currency === null ? [] : await this.#readPoints(currency, options.limit),
      total: scored,
      unscored: clients - scored,
      edges: { healthyFrom: model.bands.healthyFrom, atRiskFrom: model.bands.atRiskFrom },
      usageType: model.usage.telemetryType,
      windowDays: model.windowDays,
    };
  }

  async #readCurrencies(): Promise<{ _id: string; clients: number; scored: number }[]> {
    return await this.#clients.aggregate<{ _id: string; clients: number; scored: number }>([
      { $match: CURRENT },
      {
        $group: {
          _id: "$currency",
          clients: { $sum: 1 },
          scored: { $sum: { $cond: [{ $ne: [{ $ifNull: ["$health.score", null] }, null] }, 1, 0] } },
        },
      },
      { $sort: { _id: 1 } },
    ]).toArray();
  }

  async #readPoints(currency: string, limit: number): Promise<ScoreMapPoint[]> {
    const clients = await this.#clients.find({ ...CURRENT, currency, "health.score": { $type: "number" } }, {
      sort: { mrr: -1, _id: -1 },
      limit,
      projection: {
        name: 1,
        mrr: 1,
        "health.score": 1,
        "health.band": 1,
        "health.components.key": 1,
        "health.components.facts.kind": 1,
        "health.components.facts.count": 1,
      },
    }).toArray();
    return clients.flatMap(({ _id, name, mrr, health }) => {
      if (!health || health.score === null) return [];
      const { score, band, components } = health;
      return [{ clientId: _id, name, band, score, mrr, usage: usageOf(components) }];
    });
  }
}

/** Of as many clients the first of the alphabet. */
function commonest(groups: readonly { _id: string; clients: number }[]): string | undefined {
  const most = Math.max(...groups.map(({ clients }) => clients));
  return groups.find(({ clients }) => clients === most)?._id;
}

function usageOf(components: NonNullable<Client["health"]>["components"]): number | null {
  const facts = components.find(({ key }) => key === "usage")?.facts;
  return facts?.kind === "baseline" ? facts.count : null;
}
