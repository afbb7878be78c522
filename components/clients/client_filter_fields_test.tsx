import { expect } from "@std/expect";
import { renderToString } from "preact-render-to-string";
import { ClientFilterFields } from "@/components/clients/ClientFilterFields.tsx";
import { parseClientPage } from "@/lib/client_list/page_query.ts";

/** The panel of filters at an address, of clients that pay in these currencies. */
function panel(query: string, currencies: string[]): string {
  const page = parseClientPage(new URL(`http://localhost/clients${query}`), currencies);
  const choices = { plans: [], industries: [], owners: [], tags: [], currencies, clients: 3 };
  return renderToString(<ClientFilterFields page={page} choices={choices} />);
}

/** Label, what is typed and what is said of a field for money. */
function amount(html: string, name: string): (string | undefined)[] {
  const label = new RegExp(`<label for="filter-${name}"[^>]*>([^<]*)<`).exec(html)?.[1];
  const [input = ""] = new RegExp(`<input[^>]*id="filter-${name}"[^>]*>`).exec(html) ?? [];
  const note = /aria-describedby="([^"]*)"/.exec(input)?.[1];
  const words = note === undefined ? undefined : new RegExp(`id="${note}"[^>]*>([^<]*)<`).exec(html)?.[1];
  return [label, /value="([^"]*)"/.exec(input)?.[1], words];
}

const offered = (html: string) =>
  /<select[^>]*name="currency"[^>]*>(.*?)<\/select>/.exec(html)?.[1]?.replaceAll(/<option[^>]*>/g, "").split(
    "</option>",
  ).filter((word) => word !== "");

Deno.test("beside bounds of money stand the currencies there are, and under them what is wrong", () => {
  const html = panel("?mrrFrom=9900&mrrTo=14,200", ["EUR", "JPY"]);
  expect(offered(html)).toEqual(["Any", "EUR", "JPY"]);
  expect(amount(html, "mrrFrom")).toEqual(["MRR from", "9900", "Choose its currency: EUR or JPY"]);
  expect(amount(html, "mrrTo")).toEqual(["MRR to", "14,200", "Choose its currency: EUR or JPY"]);
  const chosen = panel("?mrrFrom=9900&currency=JPY", ["EUR", "JPY"]);
  expect(amount(chosen, "mrrFrom")).toEqual(["MRR from", "9900", undefined]);
});

Deno.test("the only currency there is is named and not asked, unless another one is filtered by", () => {
  const html = panel("?mrrFrom=9900", ["EUR"]);
  expect(offered(html)).toBe(undefined);
  expect(amount(html, "mrrFrom")).toEqual(["MRR from (EUR)", "9900", undefined]);
  expect(amount(html, "mrrTo")).toEqual(["MRR to (EUR)", undefined, undefined]);
  expect(offered(panel("?currency=JPY", ["EUR"]))).toEqual(["Any", "EUR", "JPY"]);
});
