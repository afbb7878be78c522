import { expect } from "@std/expect";
import { spanPhrase } from "@/components/client/span_words.ts";

const days = ["2026-11-26", "2026-11-27", "2026-11-28"].map((day) => ({ day }));

Deno.test("a title says how many days there are, or since when where the chart begins at the first data", () => {
  expect(spanPhrase(days, days, "2026-11-26")).toBe(", 3 days");
  expect(spanPhrase(days.slice(1), days, "2026-11-27")).toBe(" since 27 Nov 2026");
  // A week is shown at least, of which the data begins in the middle
  expect(spanPhrase(days.slice(1), days, "2026-11-28")).toBe(", 2 days");
  expect(spanPhrase(days.slice(2), days, null)).toBe(", 1 day");
});
