import { expect } from "@std/expect";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { countIncidents, toIncidentPenalty } from "@/lib/scoring/incident_penalties.ts";
import { incidentOf } from "@/lib/scoring/test_facts.ts";
import type { IncidentFact } from "@/lib/scoring/types.ts";

function counted(incidents: readonly IncidentFact[]) {
  return countIncidents(incidents, DEFAULT_SCORE_MODEL.incident)
    .map(toIncidentPenalty)
    .map(({ id, penalty }) => ({ id, penalty }));
}

Deno.test("countIncidents lists the heaviest first, a resolved one at a quarter", () => {
  const incidents = [
    incidentOf("low", "low"),
    incidentOf("resolved critical", "critical", { open: false }),
    incidentOf("resolved high", "high", { open: false }),
    incidentOf("critical", "critical"),
  ];
  expect(counted(incidents)).toEqual([
    { id: "critical", penalty: 40 },
    { id: "resolved critical", penalty: 10 },
    { id: "resolved high", penalty: 6.25 },
    { id: "low", penalty: 5 },
  ]);
});

Deno.test("countIncidents counts duplicates once, as the heaviest, in any order", () => {
  const low = incidentOf("1", "low", { externalId: "JIRA-7" });
  const high = incidentOf("2", "high", { externalId: "JIRA-7" });
  const resolvedCritical = incidentOf("3", "critical", { externalId: "JIRA-7", open: false });
  expect(counted([low, high, resolvedCritical])).toEqual([{ id: "2", penalty: 25 }]);
  expect(counted([resolvedCritical, high, low])).toEqual([{ id: "2", penalty: 25 }]);
});

Deno.test("countIncidents prefers the open one among equally heavy duplicates, then the smaller id", () => {
  const resolvedCritical = incidentOf("1", "critical", { externalId: "JIRA-7", open: false });
  const medium = incidentOf("3", "medium", { externalId: "JIRA-7" });
  const twin = incidentOf("2", "medium", { externalId: "JIRA-7" });
  expect(counted([resolvedCritical, medium, twin])).toEqual([{ id: "2", penalty: 10 }]);
});

Deno.test("countIncidents never takes incidents without externalId for duplicates", () => {
  expect(counted([incidentOf("1", "low"), incidentOf("2", "low")])).toHaveLength(2);
});

Deno.test("countIncidents keeps an externalId apart from an equal id", () => {
  expect(counted([incidentOf("7", "low"), incidentOf("8", "low", { externalId: "7" })])).toHaveLength(2);
});
