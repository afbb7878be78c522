import { formatCount, formatPoints, formatQuantity } from "@/lib/format/number.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";
import type { BaselineFacts, PenaltyFacts, ScoreComponent } from "@/lib/scoring/types.ts";

/** The facts behind one component, as a line under its name. */
export function componentFacts({ facts }: ScoreComponent): string {
  return facts.kind === "baseline" ? baselineFacts(facts) : penaltyFacts(facts);
}

function baselineFacts({ telemetryType, count, expected, proRata }: BaselineFacts): string {
  const noun = telemetryWord(telemetryType);
  if (count === null) return `No ${noun} received yet`;
  const share = proRata < 1 ? ", less for a new client" : "";
  return `${formatCount(count)} of ${
    expected < 10 ? formatPoints(expected) : formatCount(expected)
  } ${noun} expected${share}`;
}

function penaltyFacts({ incidents }: PenaltyFacts): string {
  if (incidents.length === 0) return "No open incident, none resolved lately";
  const open = incidents.filter((incident) => incident.open).length;
  const resolved = incidents.length - open;
  const parts = [
    ...(open > 0 ? [`${formatQuantity(open, "incident")} open`] : []),
    ...(resolved > 0 ? [`${formatCount(resolved)} resolved lately`] : []),
  ];
  return parts.join(", ");
}
