import type { Collection, Db } from "mongodb";
import { z } from "zod";
import { renewalWindow, timezonesOf } from "@/lib/clients/renewals.ts";
import { type Client, type ClientStatus, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import { RENEWAL_WINDOWS, type RenewalWindow } from "@/lib/clients/renewal_window.ts";
import { compareCurrencies } from "@/lib/format/money.ts";
import type { Band } from "@/lib/scoring/types.ts";

const MONTHS_A_YEAR = 12;
const RISK_BANDS = ["critical", "at_risk"] as const;

const sumSchema = z.object({
  clients: z.int(),
  mrr: z.int().meta({ description: "Minor units a month" }),
  annualised: z.int().meta({ description: "12 × mrr" }),
});

export type RevenueSum = z.infer<typeof sumSchema>;

export const revenueRiskSchema = z.object({
  definition: z.string(),
  currencies: z.array(z.object({
    currency: z.string(),
    total: sumSchema.meta({ description: "All current clients (active and paused)" }),
    atRisk: sumSchema.meta({ description: "Those at risk or critical" }),
    shareAtRisk: z.number().nullable().meta({ description: "atRisk.mrr ÷ total.mrr; null without revenue" }),
    byBand: z.array(sumSchema.extend({ band: z.enum(RISK_BANDS) })),
    byRenewal: z.array(sumSchema.extend({ window: z.enum(RENEWAL_WINDOWS) })).meta({
      description: "Days from the client's own today to the renewal, of clients at risk or critical",
    }),
    byPlan: z.array(sumSchema.extend({ plan: z.string() })),
    unscored: sumSchema.meta({ description: "Current clients without a score; not counted as at risk" }),
    churned: sumSchema.meta({ description: "Clients that left; in none of the other figures" }),
  })).meta({ description: "One entry a currency, in order of the codes; currencies are never added" }),
}).meta({ id: "RevenueRisk" });

export type RevenueRisk = z.infer<typeof revenueRiskSchema>;

export const REVENUE_RISK_DEFINITION =
  "Revenue at risk is the monthly recurring revenue of current clients (active or paused) whose band is at risk or " +
  "critical, each counted once, in its own currency. Clients without a score are shown apart and not counted; clients " +
  "that left are shown apart and in no other figure. Annualised is twelve times monthly.";

/** Revenue of the clients that share all of this. */
export interface RevenueGroup {
  currency: string;
  status: ClientStatus;
  band: Band;
  plan: string;
  window: RenewalWindow;
  clients: number;
  mrr: number;
}

export class RevenueRiskStore {
  readonly #clients: Collection<Client>;

  constructor(db: Db) {
    this.#clients = db.collection("clients");
  }

  async read(now: Date): Promise<RevenueRisk> {
    const timezones = await timezonesOf(this.#clients);
    const groups = await this.#clients.aggregate<
      { _id: Omit<RevenueGroup, "clients" | "mrr">; clients: number; mrr: number }
    >([
      {
        $group: {
          _id: {
            currency: "$currency",
            status: "$status",
            band: { $ifNull: ["$health.band", "unknown"] },
            plan: "$plan",
            window: renewalWindow(timezones, now),
          },
          clients: { $sum: 1 },
          mrr: { $sum: "$mrr" },
        },
      },
    ]).toArray();
    return toRevenueRisk(groups.map(({ _id, clients, mrr }) => ({ ..._id, clients, mrr })));
  }
}

export function toRevenueRisk(groups: readonly RevenueGroup[]): RevenueRisk {
  const currencies = [...Map.groupBy(groups, (group) => group.currency)].map(([currency, own]) =>
    ofCurrency(currency, own)
  );
  return { definition: REVENUE_RISK_DEFINITION, currencies: currencies.sort(compareCurrencies) };
}

function ofCurrency(currency: string, groups: readonly RevenueGroup[]): RevenueRisk["currencies"][number] {
  const current = groups.filter((group) => CURRENT_STATUSES.includes(group.status));
  const atRisk = current.filter((group) => RISK_BANDS.some((band) => band === group.band));
  const total = sumOf(current);
  const risk = sumOf(atRisk);
  const plans = [...new Set(atRisk.map((group) => group.plan))].sort();
  return {
    currency,
    total,
    atRisk: risk,
    shareAtRisk: total.mrr === 0 ? null : risk.mrr / total.mrr,
    byBand: RISK_BANDS.map((band) => ({ band, ...sumOf(atRisk.filter((group) => group.band === band)) })),
    byRenewal: RENEWAL_WINDOWS.map((window) => ({
      window,
      ...sumOf(atRisk.filter((group) => group.window === window)),
    })),
    byPlan: plans.map((plan) => ({ plan, ...sumOf(atRisk.filter((group) => group.plan === plan)) })),
    unscored: sumOf(current.filter((group) => group.band === "unknown")),
    churned: sumOf(groups.filter((group) => group.status === "churned")),
  };
}

function sumOf(groups: readonly RevenueGroup[]): RevenueSum {
  const clients = groups.reduce((sum, group) => sum + group.clients, 0);
  const mrr = groups.reduce((sum, group) => sum + group.mrr, 0);
  return { clients, mrr, annualised: MONTHS_A_YEAR * mrr };
}
