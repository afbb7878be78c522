/**
 * The score in plain sentences. Points are rounded to whole numbers; every number comes from the score itself.
 * Sentences have no final period, so that they can stand in a cell as well as in a line of text.
 */
import { SEVERITIES } from "@/lib/scoring/types.ts";
import type {
  Band,
  BaselineFacts,
  ComponentKey,
  HealthScore,
  IncidentPenalty,
  PenaltyFacts,
  Remedy,
  ScoreComponent,
  Trend,
} from "@/lib/scoring/types.ts";

/** What costs a client the most. */
export interface WorstDriver {
  component: ComponentKey;
  sentence: string;
  /** Unrounded; 0 when the component has no data. */
  pointsLost: number;
}

const MINUS = "\u2212";

const SMALL_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

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

/** Groups of incidents that a sentence names before it says "others". */
const NAMED_GROUPS = 2;
/** Titles of incidents that a sentence names before it counts the rest. */
const NAMED_TITLES = 3;

const wholeNumber = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
/** A pro-rated expectation below ten would be misread without its first decimal. */
const smallNumber = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

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

function numberWord(value: number): string {
  return (value < 10 ? smallNumber : wholeNumber).format(value);
}

function countWord(count: number): string {
  return SMALL_NUMBERS[count] ?? wholeNumber.format(count);
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** "a", "a and b", "a, b and c". */
function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** A share as whole percent, rounded down: it never claims more than there is, nor 28 % for 0.29. */
function percentWord(share: number): string {
  return `${Math.floor(Number((share * 100).toFixed(9)))} %`;
}

function lostWord(pointsLost: number): string {
  return `(${MINUS}${Math.round(pointsLost)})`;
}

/** "two critical and one high incident"; the worst kinds by name, open before resolved, the rest as others. */
function incidentsPhrase(incidents: readonly IncidentPenalty[]): string {
  const costly = incidents.filter(({ penalty }) => penalty > 0);
  const groups = [true, false].flatMap((open) =>
    SEVERITIES.map((severity) => ({
      name: open ? severity : `resolved ${severity}`,
      size: costly.filter((incident) => incident.open === open && incident.severity === severity).length,
    }))
  ).filter(({ size }) => size > 0);
  const named = groups.slice(0, NAMED_GROUPS);
  const others = groups.slice(NAMED_GROUPS).reduce((sum, { size }) => sum + size, 0);
  if (others > 0) named.push({ name: "other", size: others });
  const noun = named.at(-1)?.size === 1 ? "incident" : "incidents";
  return `${listed(named.map(({ name, size }) => `${countWord(size)} ${name}`))} ${noun}`;
}

function factsPhrase(facts: BaselineFacts | PenaltyFacts): string {
  if (facts.kind === "penalties") return incidentsPhrase(facts.incidents);
  const { telemetryType, count, expected } = facts;
  const events = telemetryWord(telemetryType);
  return count === null ? `no ${events} yet` : `${events} ${numberWord(count)} of ${numberWord(expected)}`;
}

/** "logins 9 of 30 (−6)" */
function driverPhrase({ facts, pointsLost }: ScoreComponent): string {
  return `${factsPhrase(facts)} ${lostWord(pointsLost)}`;
}

/** What costs at least a point when rounded, the costliest first. */
function driversOf(health: HealthScore): ScoreComponent[] {
  return health.components
    .filter(({ pointsLost }) => Math.round(pointsLost) >= 1)
    .sort((a, b) => b.pointsLost - a.pointsLost);
}

/**
 * What costs the most, short enough for a table cell: "Two critical incidents (−24)", "API calls 1,204 of 5,000
 * (−30)". Without a score it is the heaviest component that has no data, "No data yet". `null` when nothing costs a
 * whole point.
 */
export function worstDriver(health: HealthScore): WorstDriver | null {
  if (health.score === null) {
    const [missing] = health.components.filter(({ value }) => value === null)
      .sort((a, b) => b.weight - a.weight);
    return missing ? { component: missing.key, sentence: "No data yet", pointsLost: 0 } : null;
  }
  const [worst] = driversOf(health);
  if (worst === undefined) return null;
  return { component: worst.key, sentence: capitalised(driverPhrase(worst)), pointsLost: worst.pointsLost };
}

/** "down 33 since Monday", "up 5 in 7 days", "steady over 7 days" */
function trendPhrase({ delta, direction, days }: Trend, since: string | undefined): string {
  const period = `${days} ${days === 1 ? "day" : "days"}`;
  if (direction === "flat") return `steady ${since === undefined ? `over ${period}` : `since ${since}`}`;
  return `${direction} ${Math.abs(delta)} ${since === undefined ? `in ${period}` : `since ${since}`}`;
}

/**
 * The score, its change and its reasons: "41, down 33 since Monday: two critical incidents (−24), logins 9 of 30
 * (−6)". Parts of the model without data are said ("89, on 70 % of the model: …, no logins yet"). Below the minimum
 * coverage: "Not enough data: only 30 % of the model has data".
 * @param since The start of the trend in words, such as "Monday"; without it the trend's days are said.
 */
export function explainSentence(health: HealthScore, trend: Trend | null, since?: string): string {
  const coverage = percentWord(health.coverage);
  if (health.score === null) return `Not enough data: only ${coverage} of the model has data`;
  const missing = health.components.filter(({ value }) => value === null);
  const head = [
    `${health.score}`,
    ...(trend === null ? [] : [trendPhrase(trend, since)]),
    ...(missing.length === 0 ? [] : [`on ${coverage} of the model`]),
  ].join(", ");
  const reasons = [...driversOf(health).map(driverPhrase), ...missing.map(({ facts }) => factsPhrase(facts))];
  return `${head}: ${reasons.length === 0 ? "nothing takes a point away" : reasons.join(", ")}`;
}

/** "Checkout down, Slow search, Lost mail and 4 more" */
function titlesPhrase(incidents: readonly IncidentPenalty[]): string {
  const titles = incidents.slice(0, NAMED_TITLES).map(({ title }) => title);
  const more = incidents.length - titles.length;
  return more > 0 ? `${titles.join(", ")} and ${wholeNumber.format(more)} more` : titles.join(", ");
}

/**
 * The smallest change as something to do: "3,800 more API calls in the window", "Resolve 2 incidents: Checkout down,
 * Slow search", or why not: "Incidents alone cannot bring it back: at best 61".
 */
export function remedySentence(remedy: Remedy): string {
  if (!remedy.reachable) {
    const best = remedy.score === null ? "" : `: at best ${remedy.score}`;
    return `${componentWord(remedy.component)} alone cannot bring it back${best}`;
  }
  if (remedy.component === "incident") {
    const count = remedy.resolve.length;
    const noun = count === 1 ? "incident" : "incidents";
    return `Resolve ${wholeNumber.format(count)} ${noun}: ${titlesPhrase(remedy.resolve)}`;
  }
  const { additionalCount, telemetryType } = remedy;
  return `${numberWord(additionalCount)} more ${telemetryWord(telemetryType, additionalCount)} in the window`;
}
