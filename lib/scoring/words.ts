/** Names and short phrases of a score that pages and their islands share; whole sentences are in sentences.ts. */
import { type BandEdges, plainBand } from "@/lib/scoring/band.ts";
import type { Band, ComponentKey, HealthScore } from "@/lib/scoring/types.ts";

const BAND_WORDS: Record<Band, string> = {
  healthy: "Healthy",
  at_risk: "At risk",
  critical: "Critical",
  unknown: "Unknown",
};

const COMPONENT_WORDS: Record<ComponentKey, string> = {
  usage: "Usage",
  engagement: "Engagement",
  incident: "Incidents",
};

const TELEMETRY_WORDS = new Map([
  ["api_call", { one: "API call", many: "API calls" }],
  ["login", { one: "login", many: "logins" }],
]);

/** "Healthy", "At risk", "Critical", "Unknown". */
export function bandWord(band: Band): string {
  return BAND_WORDS[band];
}

/** "Usage", "Engagement", "Incidents". */
export function componentWord(component: ComponentKey): string {
  return COMPONENT_WORDS[component];
}

/** How events of a type are called inside a sentence: "API calls", "logins", "page view events". */
export function telemetryWord(telemetryType: string, count = 2): string {
  const known = TELEMETRY_WORDS.get(telemetryType);
  if (known !== undefined) return count === 1 ? known.one : known.many;
  return `${telemetryType.replaceAll(/[_-]+/g, " ").trim()} ${count === 1 ? "event" : "events"}`;
}

/** With a capital first letter. */
export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/**
 * "at risk", or "still at risk until 73" and "still healthy until it falls to 67" where the score alone would give
 * another band.
 */
export function bandPhrase(
  { score, band, heldUntil }: Pick<HealthScore, "score" | "band" | "heldUntil">,
): string {
  const word = bandWord(band).toLowerCase();
  if (score === null || typeof heldUntil !== "number") return word;
  return `still ${word} until ${heldUntil > score ? "" : "it falls to "}${heldUntil}`;
}

/** "at risk", or "still at risk" where the edges alone would give another band: of scores of which no more is known. */
export function bandAt(score: number, band: Band, edges: BandEdges): string {
  const word = bandWord(band).toLowerCase();
  return band === "unknown" || plainBand(score, edges) === band ? word : `still ${word}`;
}

/** "Still at risk until 73" for a band that is held on to; else nothing is to say. */
export function heldHint(health: Parameters<typeof bandPhrase>[0]): string | undefined {
  return typeof health.heldUntil === "number" ? capitalised(bandPhrase(health)) : undefined;
}
