import { expect } from "@std/expect";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import { countOf, incidentSentence } from "@/lib/incident_list/counts.ts";

function statistics(
  counts: [IncidentStatistics["bySeverityAndStatus"][number]["severity"], "open" | "investigating", number][],
  resolved = 0,
  meanHours: number | null = null,
): IncidentStatistics {
  return {
    bySeverityAndStatus: counts.map(([severity, status, count]) => ({ severity, status, count })),
    openByAge: [],
    timeToResolve: [{ severity: "all", resolved, meanHours }],
    days: 30,
  };
}

Deno.test("incidents under investigation count among the open ones", () => {
  const some = statistics([["critical", "open", 2], ["critical", "investigating", 1], ["low", "open", 3]]);
  expect(countOf(some, "critical")).toEqual({ open: 3, investigating: 1 });
  expect(countOf(some, "high")).toEqual({ open: 0, investigating: 0 });
  expect(countOf(some)).toEqual({ open: 6, investigating: 1 });
});

Deno.test("the state of incidents in a sentence", () => {
  expect(incidentSentence(statistics([["low", "open", 4], ["high", "investigating", 2]], 9, 14))).toBe(
    "6 are unresolved, 2 of them under investigation; 9 were resolved in the last 30 days, after 14 h on average",
  );
  expect(incidentSentence(statistics([["low", "investigating", 1]], 1, 60))).toBe(
    "1 is unresolved, under investigation; 1 was resolved in the last 30 days, after 2.5 days",
  );
  expect(incidentSentence(statistics([]))).toBe("None is unresolved");
  expect(incidentSentence({ ...statistics([], 1, 1), days: 1 })).toBe(
    "None is unresolved; 1 was resolved in the last 1 day, after 1 h",
  );
  expect(incidentSentence(statistics([], 2, 0.3))).toBe(
    "None is unresolved; 2 were resolved in the last 30 days, after less than an hour on average",
  );
});
