import type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";

/** A healthy row of the radar about which a test says what matters to it. */
export function radarRow(facts: Partial<RiskRadarRow> & Pick<RiskRadarRow, "clientId">): RiskRadarRow {
  return {
    name: facts.clientId,
    plan: "Standard",
    band: "healthy",
    score: 90,
    heldUntil: null,
    trend: null,
    sparkline: [],
    driver: "",
    mrr: 0,
    currency: "EUR",
    renewsOn: null,
    renewsInDays: null,
    openIncidents: 0,
    dataAsOf: null,
    computedAt: "2026-03-31T12:00:00.000Z",
    staleFrom: "2026-03-31T12:20:00.000Z",
    ...facts,
  };
}
