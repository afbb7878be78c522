import { expect } from "@std/expect";
import type { Overview } from "@/lib/analytics/overview.ts";
import { toPlatformMetrics } from "@/lib/analytics/platform_metrics.ts";

const OVERVIEW: Overview = {
  clients: 15,
  clientsChange: 1,
  byBand: { healthy: 10, at_risk: 3, critical: 1, unknown: 1 },
  averageHealth: 71,
  averageHealthChange: -2,
  unscored: 1,
  openIncidents: 6,
  openIncidentsChange: 3,
  mrr: [{ amount: 17_913_043, currency: "EUR" }],
  mrrAtRisk: [{ amount: 4_120_000, currency: "EUR" }],
  mrrAtRiskShare: 0.23,
  mrrAtRiskChange: [{ amount: -300_000, currency: "EUR" }],
  biggestFall: null,
  oldestScoreAt: null,
  scoresStaleFrom: null,
  newestEventAt: null,
};

Deno.test("the figures of the overview, with the trend that ends in the newest mean", () => {
  expect(toPlatformMetrics(OVERVIEW, [null, 74, 73])).toEqual({
    clients: { total: 15, change: 1 },
    averageHealth: { value: 71, change: -2, sparkline: [null, 74, 71], unscored: 1 },
    openIncidents: { total: 6, change: 3 },
    mrrAtRisk: { amounts: [{ amount: 4_120_000, currency: "EUR", change: -300_000 }], share: 0.23 },
  });
});

Deno.test("money at risk goes by currency, also where it has just gone to nothing", () => {
  const euros = { amount: 990_000, currency: "EUR" };
  const yen = { amount: 123_456_789, currency: "JPY" };
  const overview = {
    ...OVERVIEW,
    mrrAtRisk: [euros, yen],
    mrrAtRiskShare: null,
    mrrAtRiskChange: [{ amount: -1_250, currency: "KWD" }, { amount: 6_789, currency: "JPY" }],
  };
  expect(toPlatformMetrics(overview, []).mrrAtRisk).toEqual({
    amounts: [{ ...euros, change: 0 }, { ...yen, change: 6_789 }, {
      amount: 0,
      currency: "KWD",
      change: -1_250,
    }],
    share: null,
  });
  const unknown = toPlatformMetrics({ ...overview, mrrAtRiskChange: null }, []).mrrAtRisk.amounts;
  expect(unknown).toEqual([{ ...euros, change: null }, { ...yen, change: null }]);
});

Deno.test("before any score there is no trend", () => {
  expect(toPlatformMetrics({ ...OVERVIEW, averageHealth: null }, []).averageHealth.sparkline).toEqual([]);
});
