import { expect } from "@std/expect";
import { startOfDay } from "@/lib/platform/days.ts";
import { instantOfDay, localDay } from "@/lib/format/local_day.ts";

Deno.test("a day begins where its zone says", () => {
  expect(instantOfDay("2026-03-01", "UTC")).toBe("2026-03-01T00:00:00.000Z");
  expect(instantOfDay("2026-03-01", "Europe/Berlin")).toBe("2026-02-28T23:00:00.000Z");
  expect(instantOfDay("2026-07-01", "America/New_York")).toBe("2026-07-01T04:00:00.000Z");
  expect(instantOfDay("2026-07-01", "Pacific/Kiritimati")).toBe("2026-06-30T10:00:00.000Z");
});

Deno.test("days on which the clocks change begin as the platform's own calendar says", () => {
  const zones = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Auckland",
    "America/Asuncion",
    "Asia/Kathmandu",
  ];
  for (const zone of zones) {
    for (const month of ["03", "04", "09", "10", "11"]) {
      for (let date = 1; date <= 30; date++) {
        const day = `2026-${month}-${String(date).padStart(2, "0")}`;
        expect([zone, instantOfDay(day, zone)]).toEqual([zone, startOfDay(day, zone).toISOString()]);
        expect(localDay(instantOfDay(day, zone), zone)).toBe(day);
      }
    }
  }
});

Deno.test("an instant lies on the day its zone has then", () => {
  expect(localDay("2026-03-01T23:30:00Z", "Europe/Berlin")).toBe("2026-03-02");
  expect(localDay("2026-03-01T02:30:00Z", "America/New_York")).toBe("2026-02-28");
});
