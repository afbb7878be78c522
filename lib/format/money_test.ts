import { expect } from "@std/expect";
import { currencyDigits, formatMoney, formatMoneyRounded, formatMonthlyMoney } from "@/lib/format/money.ts";

Deno.test("minor units follow the currency's own digits", () => {
  expect([currencyDigits("EUR"), currencyDigits("JPY"), currencyDigits("KWD")]).toEqual([2, 0, 3]);
  expect(formatMoney(1_240_000, "EUR")).toBe("€12,400");
  expect(formatMoney(12_400, "JPY")).toBe("¥12,400");
  expect(formatMoney(1_500, "KWD")).toBe("KWD\u00a01.500");
});

Deno.test("a fraction shows only when there is one", () => {
  expect(formatMoney(1_240_050, "EUR")).toBe("€12,400.50");
  expect(formatMoney(-5_000, "USD")).toBe("−$50");
});

Deno.test("large amounts stay exact", () => {
  expect(formatMoney(9_007_199_254_740_991, "USD")).toBe("$90,071,992,547,409.91");
});

Deno.test("rounded amounts have no fraction", () => {
  expect(formatMoneyRounded(1_240_050, "EUR")).toBe("€12,401");
  expect(formatMoneyRounded(1_240_049, "EUR")).toBe("€12,400");
});

Deno.test("revenue is a month's", () => {
  expect(formatMonthlyMoney(1_240_000, "EUR")).toBe("€12,400 a month");
});

Deno.test("a malformed currency code is refused", () => {
  expect(() => formatMoney(1, "EURO")).toThrow(RangeError);
});
