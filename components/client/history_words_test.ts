import { expect } from "@std/expect";
import { historyDaySentence, historySummary } from "@/components/client/history_words.ts";

const EDGES = { healthyFrom: 70, atRiskFrom: 40 };
const none = { score: null, band: null };

Deno.test("a history is told by its last, lowest and highest score, and the days without one", () => {
  expect(historySummary([
    { day: "2026-03-09", ...none },
    { day: "2026-03-10", score: 92, band: "healthy" },
    { day: "2026-03-11", score: 41, band: "at_risk" },
    { day: "2026-03-12", score: 88, band: "healthy" },
  ])).toBe("88 now; lowest 41 on 11 Mar, highest 92 on 10 Mar; no score on 1 day");
  expect(historySummary([{ day: "2026-03-11", score: 70, band: "healthy" }, { day: "2026-03-12", ...none }]))
    .toBe("No score now; steady at 70; no score on 1 day");
  expect(historySummary([{ day: "2026-03-12", ...none }])).toBe("No score in 1 day");
});

Deno.test("a day is told with what happened on it", () => {
  const at = "2026-03-12T09:00:00.000Z";
  const day = "2026-03-12";
  const incident = { at, day, incidentId: "1", title: "API answers 500", severity: "critical" as const };
  expect(historyDaySentence({ day, score: 41, band: "at_risk" }, [
    { kind: "incident_opened", ...incident },
    { kind: "model_changed", at, day, modelVersion: 2 },
  ], EDGES)).toBe(
    "Thu 12 Mar: 41, at risk. Opened: API answers 500 (critical). Scored with version 2 of the model from here on",
  );
  expect(historyDaySentence({ day, ...none }, [{ kind: "incident_resolved", ...incident }], EDGES)).toBe(
    "Thu 12 Mar: no score. Resolved: API answers 500 (critical)",
  );
  expect(historyDaySentence({ day, score: 71, band: "at_risk" }, [], EDGES)).toBe(
    "Thu 12 Mar: 71, still at risk",
  );
  expect(historyDaySentence({ day, score: 70, band: "healthy" }, [], EDGES)).toBe("Thu 12 Mar: 70, healthy");
  const rightToLeft = { ...incident, title: "تعطل" };
  expect(historyDaySentence({ day, ...none }, [{ kind: "incident_opened", ...rightToLeft }], EDGES)).toBe(
    "Thu 12 Mar: no score. Opened: \u2068تعطل\u2069 (critical)",
  );
});
