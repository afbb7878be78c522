/** "MRR from" and "MRR to" of the list of clients: amounts of one currency, compared with amounts of it alone. Pure. */
import { MRR_MAX } from "@/lib/clients/field_limits.ts";
import { amountFault, formatMoney, minorUnits } from "@/lib/format/money.ts";
import { listed } from "@/lib/format/words.ts";
import type { PageParameters } from "@/lib/lists/page_link.ts";

/** The name of each in the address, its label, and what the API calls it. */
const BOUNDS = {
  mrrFrom: { label: "MRR from", api: "mrrMin" },
  mrrTo: { label: "MRR to", api: "mrrMax" },
} as const;

export type BoundName = keyof typeof BOUNDS;

export const BOUND_NAMES = Object.keys(BOUNDS) as BoundName[];

/** Bounds that the list is not filtered by: as typed, and what to do about it. */
export type RefusedBounds = Readonly<Partial<Record<BoundName, RefusedBound>>>;

interface RefusedBound {
  typed: string;
  words: string;
}

interface ReadBounds {
  /** Of the page's own address, with the currency that the bounds are of. */
  parameters: Record<string, string>;
  /** The same for the API. */
  api: Record<string, string>;
  refused: RefusedBounds;
}

/** Of more currencies than these one is named. */
const NAMED_CURRENCIES = 4;

/**
 * @param options.chosen the currency filtered by
 * @param options.currencies those there are: the only one is taken where none is chosen
 */
export function readBounds(
  given: PageParameters,
  { chosen, currencies }: { chosen: string | undefined; currencies: readonly string[] },
): ReadBounds {
  const currency = chosen ?? (currencies.length === 1 ? currencies[0] : undefined);
  const parameters: Record<string, string> = {};
  const api: Record<string, string> = {};
  const refused: Partial<Record<BoundName, RefusedBound>> = {};
  for (const name of BOUND_NAMES) {
    const typed = given[name];
    if (typed === undefined) continue;
    if (currency === undefined) {
      refused[name] = { typed, words: choice(currencies) };
      continue;
    }
    const words = amountFault(typed, currency, MRR_MAX);
    if (words !== null) {
      refused[name] = { typed, words };
      continue;
    }
    Object.assign(parameters, { [name]: typed, currency });
    Object.assign(api, { [BOUNDS[name].api]: String(minorUnits(typed, currency)), currency });
  }
  return { parameters, api, refused };
}

/** "MRR from €50 (EUR)"; `null` without bounds. The signs of currencies are not all told apart at a glance. */
export function boundsWords({ mrrFrom, mrrTo, currency }: PageParameters): string | null {
  if (currency === undefined) return null;
  const [from, to] = [mrrFrom, mrrTo].map((typed) =>
    typed === undefined ? null : formatMoney(minorUnits(typed, currency) ?? 0, currency)
  );
  if (from && to) return `MRR ${from} to ${to} (${currency})`;
  if (from) return `MRR from ${from} (${currency})`;
  return to ? `MRR up to ${to} (${currency})` : null;
}

/** What was refused, a clause each. */
export function boundFaults(refused: RefusedBounds): string[] {
  return BOUND_NAMES.flatMap((name) => {
    const bound = refused[name];
    return bound ? [`${BOUNDS[name].label} “${bound.typed}” (${bound.words})`] : [];
  });
}

function choice(currencies: readonly string[]): string {
  const offered = currencies.length > NAMED_CURRENCIES ? currencies.slice(0, 1) : currencies;
  if (offered.length === 0) return "Choose its currency";
  return `Choose its currency${offered === currencies ? ": " : ", such as "}${listed(offered, "or")}`;
}
