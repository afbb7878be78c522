import { expect } from "@std/expect";
import {
  amountFault,
  currencyDigits,
  formatMoney,
  formatMoneyCompact,
  formatMoneyRounded,
  formatMonthlyMoney,
  minorUnits,
  typedAmount,
} from "@/lib/format/money.ts";

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

Deno.test("an axis takes compact amounts", () => {
  expect([0, 95_000, 1_240_000, 2_000_000].map((amount) => formatMoneyCompact(amount, "EUR"))).toEqual(
    ["€0", "€950", "€12.4K", "€20K"],
  );
});

Deno.test("revenue is a month's", () => {
  expect(formatMonthlyMoney(1_240_000, "EUR")).toBe("€12,400 a month");
});

Deno.test("a malformed currency code is refused", () => {
  expect(() => formatMoney(1, "EURO")).toThrow(RangeError);
});

Deno.test("a typed amount is read in the currency's own units", () => {
  expect(minorUnits("12,400", "EUR")).toBe(1_240_000);
  expect(minorUnits(" 12400.5 ", "EUR")).toBe(1_240_050);
  expect(minorUnits("12400.500", "EUR")).toBe(1_240_050);
  expect(minorUnits("12400", "JPY")).toBe(12_400);
  expect(minorUnits("1.234", "KWD")).toBe(1_234);
  expect(minorUnits("0", "EUR")).toBe(0);
});

Deno.test("what is no amount is refused", () => {
  for (const text of ["", "abc", "-1", "1,24", "12.345", "1e3", "€12", "1.", "."]) {
    expect(minorUnits(text, "EUR")).toBe(null);
  }
  expect(minorUnits("12.5", "JPY")).toBe(null);
});

Deno.test("an amount is offered for typing as it would be typed", () => {
  expect(typedAmount(1_240_000, "EUR")).toBe("12400");
  expect(typedAmount(1_240_050, "EUR")).toBe("12400.50");
  expect(typedAmount(5, "EUR")).toBe("0.05");
  expect(typedAmount(0, "EUR")).toBe("0");
  expect(typedAmount(12_400, "JPY")).toBe("12400");
});

Deno.test("what is wrong with an amount is said: that it is none, too fine for its currency, or too large", () => {
  expect(["much", "1.", "-5"].map((text) => amountFault(text, "EUR", 100_000))).toEqual(
    Array(3).fill("Enter an amount, such as 12,400"),
  );
  expect(amountFault("12.5", "JPY", 100_000)).toBe("Enter a whole amount: JPY has no decimals");
  expect(amountFault("12.345", "EUR", 100_000)).toBe("Enter at most 2 decimals: EUR has no more");
  expect(amountFault("12.3456", "BHD", 100_000)).toBe("Enter at most 3 decimals: BHD has no more");
  expect(amountFault("1,000.01", "EUR", 100_000)).toBe("Enter at most €1,000");
  expect([amountFault("1,000", "EUR", 100_000), amountFault("100,000", "JPY", 100_000)]).toEqual([
    null,
    null,
  ]);
});
