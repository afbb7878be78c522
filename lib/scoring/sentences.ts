/**
 * The score in plain sentences. Points are whole where whole points lead to the score, else they have the decimals that
 * do and the sentence says what is rounded; every number comes from the score itself.
 * Sentences have no final period, so that they can stand in a cell as well as in a line of text.
 * Only the server makes them: an island gets them ready, as they would weigh on its page.
 */
import { changeWords, formatPoints, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";
import { isolated, listed } from "@/lib/format/words.ts";
import { sentenceDecimals, shownFigure, stepFigures } from "@/lib/scoring/figures.ts";
import { SEVERITIES } from "@/lib/scoring/types.ts";
import type {
  BaselineFacts,
  ComponentKey,
  HealthScore,
  IncidentPenalty,
  PenaltyFacts,
  Remedy,
  ScoreComponent,
  Trend,
} from "@/lib/scoring/types.ts";
import { bandPhrase, capitalised, componentWord, telemetryWord } from "@/lib/scoring/words.ts";

/** What costs a client the most. */
export interface WorstDriver {
  component: ComponentKey;
  sentence: string;
  /** Unrounded; 0 when the component has no data. */
  pointsLost: number;
}

const MINUS = "\u2212";

const SMALL_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Groups of incidents that a sentence names before it says "others". */
const NAMED_GROUPS = 2;
/** Titles of incidents that a sentence names before it counts the rest. */
const NAMED_TITLES = 3;

const wholeNumber = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
/** A pro-rated expectation below ten would be misread without its first decimal. */
const smallNumber = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

function numberWord(value: number): string {
  return (value < 10 ? smallNumber : wholeNumber).format(value);
}

function countWord(count: number): string {
  return SMALL_NUMBERS[count] ?? wholeNumber.format(count);
}

/** A share as whole percent, rounded down: it never claims more than there is, nor 28 % for 0.29. */
function percentWord(share: number): string {
  return `${Math.floor(Number((share * 100).toFixed(9)))} %`;
}

function lostWord(pointsLost: number, decimals: number): string {
  return `(${MINUS}${formatPoints(pointsLost, decimals)})`;
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

/** "silent since 3 Nov 2026" @param day `YYYY-MM-DD` */
function silentPhrase(day: string): string {
  return `silent since ${formatDay(day)}`;
}

function factsPhrase(facts: BaselineFacts | PenaltyFacts): string {
  if (facts.kind === "penalties") return incidentsPhrase(facts.incidents);
  const { telemetryType, count, expected, silentSince } = facts;
  const events = telemetryWord(telemetryType);
  if (count === null) return `no ${events} yet`;
  const silence = silentSince === undefined ? "" : `, ${silentPhrase(silentSince)}`;
  return `${events} ${numberWord(count)} of ${numberWord(expected)}${silence}`;
}

/** "logins 9 of 30 (−6)" */
function driverPhrase({ facts, pointsLost }: ScoreComponent, decimals: number): string {
  return `${factsPhrase(facts)} ${lostWord(pointsLost, decimals)}`;
}

/** What costs something as shown, the costliest first. */
function driversOf(health: HealthScore, decimals: number): ScoreComponent[] {
  return health.components
    .filter(({ pointsLost }) => shownFigure(pointsLost, decimals) > 0)
    .sort((a, b) => b.pointsLost - a.pointsLost);
}

/**
 * What costs the most, short enough for a table cell: "Two critical incidents (−24)", "API calls 1,204 of 5,000
 * (−30)", "Logins 0 of 30, silent since 3 Nov 2026 (−30)". Without a score it is what never came: "No API calls or
 * logins yet". `null` when nothing costs a whole point.
 */
export function worstDriver(health: HealthScore): WorstDriver | null {
  if (health.score === null) {
    const missing = health.components.filter(({ value }) => value === null).sort((a, b) =>
      b.weight - a.weight
    );
    const [heaviest] = missing;
    if (heaviest === undefined) return null;
    return { component: heaviest.key, sentence: capitalised(missingPhrase(missing)), pointsLost: 0 };
  }
  // A cell has room for one part: more decimals would be of use beside the others alone.
  const decimals = Math.min(sentenceDecimals(health), 1);
  const [worst] = driversOf(health, decimals);
  if (worst === undefined || shownFigure(worst.pointsLost, 0) < 1) return null;
  const sentence = capitalised(driverPhrase(worst, decimals));
  return { component: worst.key, sentence, pointsLost: worst.pointsLost };
}

/** "no API calls or logins yet" */
function missingPhrase(components: readonly ScoreComponent[]): string {
  const types = components.flatMap(({ facts }) => facts.kind === "baseline" ? [facts.telemetryType] : []);
  return `no ${[...new Set(types)].map((type) => telemetryWord(type)).join(" or ")} yet`;
}

/** "down 33 since Monday", "up 5 in 7 days", "steady over 7 days", "no change in 7 days" */
function trendPhrase({ delta, direction, days }: Trend, since: string | undefined): string {
  const period = formatQuantity(days, "day");
  if (delta !== 0 && direction === "flat") {
    return `steady ${since === undefined ? `over ${period}` : `since ${since}`}`;
  }
  return `${changeWords(delta)} ${since === undefined ? `in ${period}` : `since ${since}`}`;
}

/** "30", or "30 (30.48 rounded)" where whole points do not lead to it. */
function scorePhrase(health: HealthScore, decimals: number): string {
  if (decimals === 0 || health.unrounded === null) return `${health.score}`;
  const { addUp } = stepFigures(health);
  if (addUp && shownFigure(health.unrounded, decimals) === health.score) return `${health.score}`;
  const parts = addUp ? "" : ", as each part is";
  return `${health.score} (${formatPoints(health.unrounded, decimals)} rounded${parts})`;
}

/**
 * The score, its change and its reasons: "41, down 33 since Monday: two critical incidents (−24), logins 9 of 30
 * (−6)". A band that is held on to is said ("71, still at risk until 73"), and so are parts of the model without data
 * ("89, on 70 % of the model: …, no logins yet"). Below the minimum coverage: "Not enough data: only 30 % of the model
 * has data".
 * @param since The start of the trend in words, such as "Monday"; without it the trend's days are said.
 */
export function explainSentence(health: HealthScore, trend: Trend | null, since?: string): string {
  const coverage = percentWord(health.coverage);
  if (health.score === null) return `Not enough data: only ${coverage} of the model has data`;
  const missing = health.components.filter(({ value }) => value === null);
  const decimals = sentenceDecimals(health);
  const head = [
    scorePhrase(health, decimals),
    ...(typeof health.heldUntil === "number" ? [bandPhrase(health)] : []),
    ...(trend === null ? [] : [trendPhrase(trend, since)]),
    ...(missing.length === 0 ? [] : [`on ${coverage} of the model`]),
  ].join(", ");
  const reasons = [
    ...driversOf(health, decimals).map((driver) => driverPhrase(driver, decimals)),
    ...missing.map(({ facts }) => factsPhrase(facts)),
  ];
  return `${head}: ${reasons.length === 0 ? "nothing takes a point away" : reasons.join(", ")}`;
}

/** "Checkout down, Slow search, Lost mail and 4 more" */
function titlesPhrase(incidents: readonly IncidentPenalty[]): string {
  const titles = incidents.slice(0, NAMED_TITLES).map(({ title }) => isolated(title));
  const more = incidents.length - titles.length;
  return more > 0 ? `${titles.join(", ")} and ${wholeNumber.format(more)} more` : titles.join(", ");
}

/** What a remedy belongs to. */
interface RemedyOf {
  windowDays: number;
  components: readonly Pick<ScoreComponent, "key" | "value">[];
}

/**
 * The smallest change as something to do: "3,800 more API calls within 30 days", "Resolve 2 incidents: Checkout down,
 * Slow search", or why not: "Usage is already full", "Incidents alone cannot bring it back: at best 61".
 */
export function remedySentence(remedy: Remedy, { windowDays, components }: RemedyOf): string {
  if (!remedy.reachable) {
    if (components.find(({ key }) => key === remedy.component)?.value === 100) {
      return fullPhrase(remedy.component);
    }
    const best = remedy.score === null ? "" : `: at best ${remedy.score}`;
    return `${componentWord(remedy.component)} alone cannot bring it back${best}`;
  }
  if (remedy.component === "incident") {
    return `Resolve ${formatQuantity(remedy.resolve.length, "incident")}: ${titlesPhrase(remedy.resolve)}`;
  }
  const { additionalCount, telemetryType } = remedy;
  const events = telemetryWord(telemetryType, additionalCount);
  return `${numberWord(additionalCount)} more ${events} within ${formatQuantity(windowDays, "day")}`;
}

function fullPhrase(component: ComponentKey): string {
  return component === "incident"
    ? "No incident takes a point away"
    : `${componentWord(component)} is already full`;
}
