import { formatCount, formatPoints, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";
import type { BaselineFacts, PenaltyFacts, ScoreComponent } from "@/lib/scoring/types.ts";

/**
 * The facts behind one component, as a line under its name.
 *
 * @param today `YYYY-MM-DD`, the client's; a day of the same year is told without the year
 */
export function componentFacts({ facts }: ScoreComponent, today?: string): string {
  return facts.kind === "baseline" ? baselineFacts(facts, today) : penaltyFacts(facts);
}

function baselineFacts(
  { telemetryType, count, expected, proRata, silentSince }: BaselineFacts,
  today = "",
): string {
  if (count === null) return `No ${telemetryWord(telemetryType)} received yet`;
  const share = proRata < 1 ? ", less for a new client" : "";
  const normal = expected < 10 ? formatPoints(expected) : formatCount(expected);
  const counted = `${formatCount(count)} of ${normal} ${
    telemetryWord(telemetryType, expected)
  } expected${share}`;
  if (silentSince === undefined) return counted;
  const since = formatDay(silentSince, { year: silentSince.slice(0, 4) !== today.slice(0, 4) });
  return `${counted}. Silent since ${since}; counted as zero because it used to send`;
}

function penaltyFacts({ incidents }: PenaltyFacts): string {
  if (incidents.length === 0) return "No unresolved incident, none resolved lately";
  const open = incidents.filter((incident) => incident.open).length;
  const resolved = incidents.length - open;
  const parts = [
    ...(open > 0 ? [formatQuantity(open, "unresolved incident")] : []),
    ...(resolved > 0 ? [`${formatCount(resolved)} resolved lately`] : []),
  ];
  return parts.join(", ");
}
