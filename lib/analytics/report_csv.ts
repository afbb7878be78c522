/** The reports as tables: one row a day, a severity or a group of clients. */
import type { HealthTrends } from "@/lib/analytics/health_trends.ts";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import type { RevenueRisk, RevenueSum } from "@/lib/analytics/revenue_risk.ts";
import type { UsageTotals } from "@/lib/analytics/usage_totals.ts";
import type { Cell } from "@/lib/exports/csv.ts";
import { currencyDigits } from "@/lib/format/money.ts";
import { own } from "@/lib/platform/own.ts";
import { BANDS, INCIDENT_STATUSES } from "@/lib/scoring/types.ts";

export interface Table {
  header: readonly string[];
  rows: AsyncIterable<readonly Cell[]>;
}

export function healthTrendsTable({ days }: HealthTrends): Table {
  async function* rows(): AsyncGenerator<Cell[]> {
    for (const { day, average, clients, byBand } of days) {
      yield [day, average, clients, ...BANDS.map((band) => byBand[band])];
    }
  }
  return { header: ["day", "average", "clients", ...BANDS], rows: rows() };
}

/** A row a severity, and one for all: how many there are by status, and how long it took to resolve them. */
export function incidentsTable({ bySeverityAndStatus, timeToResolve }: IncidentStatistics): Table {
  async function* rows(): AsyncGenerator<Cell[]> {
    for (const { severity, meanHours } of timeToResolve) {
      const counts = INCIDENT_STATUSES.map((status) =>
        bySeverityAndStatus.filter((entry) =>
          entry.status === status && (severity === "all" || entry.severity === severity)
        ).reduce((sum, { count }) => sum + count, 0)
      );
      yield [severity, ...counts, meanHours];
    }
  }
  return { header: ["severity", ...INCIDENT_STATUSES, "meanHoursToResolve"], rows: rows() };
}

/** A row a currency and group. Money in whole units for people and in minor units for programs. */
export function revenueRiskTable({ currencies }: RevenueRisk): Table {
  async function* rows(): AsyncGenerator<Cell[]> {
    for (const report of currencies) {
      const { currency } = report;
      yield revenueRow(currency, "total", null, report.total);
      yield revenueRow(currency, "at_risk", null, report.atRisk);
      for (const { band, ...sum } of report.byBand) yield revenueRow(currency, "band", band, sum);
      for (const { window, ...sum } of report.byRenewal) yield revenueRow(currency, "renewal", window, sum);
      for (const { plan, ...sum } of report.byPlan) yield revenueRow(currency, "plan", plan, sum);
      yield revenueRow(currency, "unscored", null, report.unscored);
      yield revenueRow(currency, "churned", null, report.churned);
    }
  }
  const header = ["currency", "group", "value", "clients", "mrr", "annualised", "mrrMinorUnits"];
  return { header, rows: rows() };
}

function revenueRow(currency: string, group: string, value: string | null, sum: RevenueSum): Cell[] {
  const unit = 10 ** currencyDigits(currency);
  return [currency, group, value, sum.clients, sum.mrr / unit, sum.annualised / unit, sum.mrr];
}

/** A column a telemetry type, in code-point order. A day without data has empty cells: that is not zero. */
export function usageTable({ days }: Pick<UsageTotals, "days">): Table {
  const types = [...new Set(days.flatMap(({ counts }) => Object.keys(counts ?? {})))].sort();
  async function* rows(): AsyncGenerator<Cell[]> {
    for (const { day, counts } of days) yield [day, ...types.map((type) => own(counts ?? {}, type) ?? null)];
  }
  return { header: ["day", ...types], rows: rows() };
}
