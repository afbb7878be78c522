/** What the tile of revenue at risk says of one currency, of several, and of many. */
import { expect } from "@std/expect";
import { renderToString } from "preact-render-to-string";
import { RevenueAtRisk } from "@/components/dashboard/RevenueAtRisk.tsx";
import type { PlatformMetricsData } from "@/components/dashboard/types.ts";

type Amounts = PlatformMetricsData["mrrAtRisk"]["amounts"];

/** What is seen of it. */
function seen(amounts: Amounts, share: number | null = null): string {
  const html = renderToString(<RevenueAtRisk amounts={amounts} share={share} />);
  return html.replaceAll(/<span class="sr-only">[^<]*<\/span>/g, "").replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ").trim();
}

const money = (amount: number, currency: string, change: number | null = 0) => ({ amount, currency, change });

Deno.test("one currency is one figure, with its change in a week and its share of all", () => {
  expect(seen([money(4_120_000, "EUR", -300_000)], 0.23)).toBe(
    "MRR at risk €41,200 −€3,000 in 7 days · 23 % of all",
  );
  expect(seen([money(4_120_000, "EUR")])).toBe("MRR at risk €41,200 no change in 7 days");
  expect(seen([money(4_120_000, "EUR", null)], 0.23)).toBe("MRR at risk €41,200 a month · 23 % of all");
  expect(seen([money(0, "EUR", -4_120_000)], 0)).toBe("MRR at risk €0 −€41,200 in 7 days");
  expect(seen([])).toBe("MRR at risk 0 no revenue at risk");
});

Deno.test("several currencies are a line each, in their own minor units, and no number leads by its length", () => {
  expect(seen([money(990_000, "EUR"), money(123_456_789, "JPY", 6_789), money(1_250_000, "KWD", -250_000)]))
    .toBe("MRR at risk €9,900 ¥123,456,789 +¥6,789 KWD 1,250 −KWD 250 in 7 days");
});

Deno.test("beyond three lines the other currencies are counted, and lead to the card that has them", () => {
  const amounts = ["AUD", "CHF", "EUR", "GBP", "USD"].map((currency) => money(100_000, currency));
  expect(seen(amounts)).toBe("MRR at risk A$1,000 CHF 1,000 €1,000 no change in 7 days · 2 more currencies");
  expect(renderToString(<RevenueAtRisk amounts={amounts} share={null} />)).toContain(
    'href="/#revenue-by-renewal"',
  );
});
