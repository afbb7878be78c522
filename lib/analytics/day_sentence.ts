import type { Fall, Money, Overview } from "@/lib/analytics/overview.ts";
import { formatMoneyRounded } from "@/lib/format/money.ts";
import { agreeing, formatCount, formatQuantity } from "@/lib/format/number.ts";

/** Currencies that are named before the rest is counted. */
const NAMED_CURRENCIES = 3;

type Day = Pick<Overview, "clients" | "byBand" | "unscored" | "mrrAtRisk" | "biggestFall">;

/** The day in one sentence: "4 of 15 clients are at risk, €41,200 a month; Acme fell most, 33 points in 7 days". */
export function daySentence(day: Day): string {
  if (day.clients === 0) return "No current clients";
  return [riskClause(day), ...(day.biggestFall ? [fallClause(day.biggestFall)] : [])].join("; ");
}

function riskClause({ clients, byBand, unscored, mrrAtRisk }: Day): string {
  const atRisk = atRiskCount(byBand);
  const all = formatQuantity(clients, "client");
  if (atRisk > 0) {
    const money = mrrAtRisk.length === 0 ? "" : `, ${moneyPhrase(mrrAtRisk)} a month`;
    return `${formatCount(atRisk)} of ${all} ${agreeing(atRisk, "is", "are")} at risk${money}`;
  }
  if (unscored === clients) {
    return clients === 1 ? "The one client has no score yet" : `None of ${all} has a score yet`;
  }
  if (unscored > 0) {
    return `None of ${all} is at risk, ${formatCount(unscored)} ${
      agreeing(unscored, "has", "have")
    } no score yet`;
  }
  return clients === 1 ? "The one client is not at risk" : `None of ${all} is at risk`;
}

/** Clients that are at risk or critical. */
export function atRiskCount(byBand: Overview["byBand"]): number {
  return byBand.at_risk + byBand.critical;
}

/** "€41,200", "€41,200 and $3,000", "€41,200, $3,000, £200 and 2 other currencies" */
function moneyPhrase(amounts: readonly Money[]): string {
  const named = amounts.slice(0, NAMED_CURRENCIES).map(({ amount, currency }) =>
    formatMoneyRounded(amount, currency)
  );
  const others = amounts.length - named.length;
  if (others > 0) named.push(formatQuantity(others, "other currency", "other currencies"));
  const last = named.at(-1) ?? "";
  return named.length < 2 ? last : `${named.slice(0, -1).join(", ")} and ${last}`;
}

function fallClause({ name, points, days }: Fall): string {
  return `${name} fell most, ${formatQuantity(points, "point")} in ${formatQuantity(days, "day")}`;
}
