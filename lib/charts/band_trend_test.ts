import { expect } from "@std/expect";
import { bandTrend } from "@/lib/charts/band_trend.ts";

Deno.test("a day that nothing is known of is a gap in every band", () => {
  const day = (day: string, clients: number, healthy: number, at_risk: number, critical: number) => ({
    day,
    clients,
    average: clients === 0 ? null : 60,
    byBand: { healthy, at_risk, critical, unknown: 0 },
  });
  const trend = bandTrend({
    timezone: "UTC",
    days: [day("2026-03-01", 0, 0, 0, 0), day("2026-03-02", 6, 3, 2, 1), day("2026-03-03", 6, 6, 0, 0)],
  });
  expect(trend.counts).toEqual({
    healthy: [null, 3, 6],
    at_risk: [null, 2, 0],
    critical: [null, 1, 0],
    unknown: [null, 0, 0],
  });
  expect(trend.atRisk).toEqual([null, 3, 0]);
  expect(trend.average).toEqual([null, 60, 60]);
  const eleven = Array.from(
    { length: 11 },
    (_, index) => day(`2026-03-${index + 10}`, index < 3 ? 0 : 6, 6, 0, 0),
  );
  // Days before the first client are left out.
  expect(bandTrend({ timezone: "UTC", days: eleven }).days[0]).toBe("2026-03-13");
});
