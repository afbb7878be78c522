/** A client's score over time in words. Pure. */
import type { HealthHistoryView, ScoreChangeView } from "@/lib/client_detail/time_view.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";
import { isolated } from "@/lib/format/words.ts";
import type { BandEdges } from "@/lib/scoring/band.ts";
import { bandAt } from "@/lib/scoring/words.ts";

export type HistoryDay = HealthHistoryView["days"][number];

/** "88 now; lowest 41 on 12 Mar, highest 92 on 1 Mar; no score on 60 days". */
export function historySummary(days: readonly HistoryDay[]): string {
  const scored = days.flatMap(({ day, score }) => score === null ? [] : [{ day, score }]);
  const gaps = days.length - scored.length;
  const last = days.at(-1)?.score ?? null;
  const [first, ...others] = scored;
  if (first === undefined) return `No score in ${formatQuantity(days.length, "day")}`;
  const lowest = others.reduce((least, entry) => entry.score < least.score ? entry : least, first);
  const highest = others.reduce((most, entry) => entry.score > most.score ? entry : most, first);
  const on = ({ day, score }: typeof first) => `${score} on ${formatDay(day, { year: false })}`;
  const range = lowest.score === highest.score
    ? `steady at ${lowest.score}`
    : `lowest ${on(lowest)}, highest ${on(highest)}`;
  const missing = gaps === 0 ? [] : [`no score on ${formatQuantity(gaps, "day")}`];
  return [last === null ? "No score now" : `${last} now`, range, ...missing].join("; ");
}

/** "Thu 12 Mar: 41, at risk. Opened: API answers 500 (critical)"; "71, still at risk" where the edges alone differ. */
export function historyDaySentence(
  { day, score, band }: HistoryDay,
  changes: readonly ScoreChangeView[],
  edges: BandEdges,
): string {
  const date = formatDay(day, { weekday: true, year: false });
  const value = score === null ? "no score" : `${score}, ${bandAt(score, band ?? "unknown", edges)}`;
  return [`${date}: ${value}`, ...changes.map(changeSentence)].join(". ");
}

/** "Opened: API answers 500 (critical)". */
export function changeSentence(change: ScoreChangeView): string {
  switch (change.kind) {
    case "incident_opened":
      return `Opened: ${isolated(change.title)} (${change.severity})`;
    case "incident_resolved":
      return `Resolved: ${isolated(change.title)} (${change.severity})`;
    case "model_changed":
      return `Scored with version ${change.modelVersion} of the model from here on`;
  }
}
