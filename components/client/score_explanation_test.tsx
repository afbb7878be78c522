import { expect } from "@std/expect";
import { renderToString } from "preact-render-to-string";
import { ScoreCard } from "@/components/client/ScoreCard.tsx";
import { ScoreExplanation } from "@/components/client/ScoreExplanation.tsx";
import { ClientCell } from "@/components/clients/ClientCell.tsx";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { stepFigures, tableFigures } from "@/lib/scoring/figures.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import { factsOf, incidentOf } from "@/lib/scoring/test_facts.ts";
import type { ScoreFacts } from "@/lib/scoring/types.ts";
import { radarRow } from "@/testing/radar_row.ts";

const NOW = "2026-11-28T12:00:00Z";

const healthOf = (facts: Partial<ScoreFacts>) => scoreClient(factsOf(facts), DEFAULT_SCORE_MODEL);

/** The text of a page, a line a piece. */
function textsOf(vnode: Parameters<typeof renderToString>[0]): string[] {
  return renderToString(vnode).replaceAll(/<[^>]+>/g, "\n").split("\n").map((text) => text.trim()).filter((
    text,
  ) => text !== "");
}

function explanationOf(facts: Partial<ScoreFacts>, dataAsOf: string | null = NOW): string[] {
  const freshness = {
    computedAt: NOW,
    dataAsOf,
    staleFrom: "2026-11-28T13:00:00Z",
    now: NOW,
    timeZone: "Asia/Tokyo",
  };
  const health = healthOf(facts);
  const figures = { steps: stepFigures(health), calculation: tableFigures(health) };
  return textsOf(<ScoreExplanation health={health} figures={figures} freshness={freshness} />);
}

Deno.test("an explanation shows what is rounded, and an incident in points of its part and of the score", () => {
  // 15.48 + 15 + 0 is 30.48, which is 30; one decimal would show 30.5
  const incidents = [incidentOf("1", "critical"), incidentOf("2", "high"), incidentOf("3", "critical")];
  const texts = explanationOf({ usageCount: 1935, engagementCount: 15, incidents });
  expect(texts).toContain("30.48, rounded");
  expect(texts.slice(texts.indexOf("Incident 2"))).toEqual(
    expect.arrayContaining(["−25", "−7.5"]),
  );
  expect(texts).toContain(
    "All 100 points of the incidents are 30 of the score: more than 100 cannot be lost, so that 105 together take 30",
  );
});

Deno.test("a client that went silent is told as such, with the day in its own zone", () => {
  const silentSince = { usage: null, engagement: "2026-11-03" };
  const texts = explanationOf({ engagementCount: 0, silentSince }, "2026-11-02T15:30:00Z");
  expect(texts).toContain(
    "0 of 30 logins expected. Silent since 3 Nov; counted as zero because it used to send",
  );
  expect(texts.join(" ")).toContain("last data received 25 days ago");
  expect(texts.join(" ")).not.toContain("no data received yet");
});

Deno.test("never is said only of a client that was scored and never sent anything", () => {
  const cell = (facts: { dataAsOf: string | null; staleFrom?: string | null }) =>
    textsOf(
      <ClientCell
        id="data"
        row={{
          ...radarRow({ clientId: "a", ...facts }),
          owner: null,
          industry: null,
          status: "active",
          endedOn: null,
          tags: [],
        }}
        now={NOW}
        tinted={false}
      />,
    );
  expect(cell({ dataAsOf: null })).toEqual(["never"]);
  expect(cell({ dataAsOf: null, staleFrom: null })).toEqual(["not scored"]);
  expect(cell({ dataAsOf: "2026-11-02T15:30:00Z" })).toEqual(["25 days ago"]);
});

Deno.test("a band that is held on to says until when, beside the gauge and in it", () => {
  const card = (facts: Partial<ScoreFacts>) =>
    renderToString(
      <ScoreCard health={healthOf(facts)} trend={null} bands={{ healthyFrom: 70, atRiskFrom: 40 }} />,
    );
  // 40 + 1 + 30 = 71
  const held = card({ engagementCount: 1, previousBand: "at_risk" });
  expect(held).toContain("Still at risk until 73");
  expect(held).toContain('aria-label="Score 71 of 100, still at risk until 73"');
  expect(card({ engagementCount: 1 })).not.toContain("until");
});
