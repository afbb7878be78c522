import { expect } from "@std/expect";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import {
  healthTrendsTable,
  incidentsTable,
  revenueRiskTable,
  type Table,
  usageTable,
} from "@/lib/analytics/report_csv.ts";
import { toRevenueRisk } from "@/lib/analytics/revenue_risk.ts";
import { csvRow } from "@/lib/exports/csv.ts";

async function linesOf({ header, rows }: Table): Promise<string[]> {
  const lines = [csvRow(header)];
  for await (const row of rows) lines.push(csvRow(row));
  return lines.map((line) => line.trimEnd());
}

Deno.test("health trends have a row a day; a day without scores has an empty average", async () => {
  const byBand = { healthy: 1, at_risk: 2, critical: 0, unknown: 1 };
  const table = healthTrendsTable({
    timezone: "UTC",
    days: [{ day: "2026-03-01", average: 61.5, clients: 4, byBand }, {
      day: "2026-03-02",
      average: null,
      clients: 0,
      byBand: { healthy: 0, at_risk: 0, critical: 0, unknown: 0 },
    }],
  });
  expect(await linesOf(table)).toEqual([
    "day,average,clients,healthy,at_risk,critical,unknown",
    "2026-03-01,61.5,4,1,2,0,1",
    "2026-03-02,,0,0,0,0,0",
  ]);
});

Deno.test("incidents have a row a severity and one for all", async () => {
  const statistics: IncidentStatistics = {
    bySeverityAndStatus: [
      { severity: "critical", status: "open", count: 2 },
      { severity: "critical", status: "resolved", count: 1 },
      { severity: "low", status: "investigating", count: 3 },
    ],
    openByAge: [],
    timeToResolve: [
      { severity: "critical", resolved: 1, meanHours: 4.5 },
      { severity: "low", resolved: 0, meanHours: null },
      { severity: "all", resolved: 1, meanHours: 4.5 },
    ],
    days: 30,
  };
  expect(await linesOf(incidentsTable(statistics))).toEqual([
    "severity,open,investigating,resolved,meanHoursToResolve",
    "critical,2,0,1,4.5",
    "low,0,3,0,",
    "all,2,3,1,4.5",
  ]);
});

Deno.test("revenue is written in units of its currency and in minor units; a plan is no formula", async () => {
  const group = { status: "active", plan: "=1+1", window: "0-30", clients: 1 } as const;
  const table = revenueRiskTable(toRevenueRisk([
    { ...group, currency: "JPY", band: "critical", mrr: 5_000 },
    { ...group, currency: "EUR", band: "healthy", mrr: 12_345 },
  ]));
  const lines = await linesOf(table);
  expect(lines[0]).toBe("currency,group,value,clients,mrr,annualised,mrrMinorUnits");
  // The yen has no minor unit; twelve months of 123.45 are 1481.40.
  expect(lines).toContain("JPY,total,,1,5000,60000,5000");
  expect(lines).toContain("JPY,plan,'=1+1,1,5000,60000,5000");
  expect(lines).toContain("JPY,renewal,0-30,1,5000,60000,5000");
  expect(lines).toContain("EUR,total,,1,123.45,1481.4,12345");
  expect(lines).toContain("EUR,at_risk,,0,0,0,0");
});

Deno.test("usage has a column a type; what was not received is empty, a measured zero is not", async () => {
  const table = usageTable({
    days: [
      { day: "2026-03-01", counts: { login: 0, api_call: 7 } },
      { day: "2026-03-02", counts: null },
    ],
  });
  expect(await linesOf(table)).toEqual(["day,api_call,login", "2026-03-01,7,0", "2026-03-02,,"]);
});
