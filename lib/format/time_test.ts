import { expect } from "@std/expect";
import {
  formatAge,
  formatClock,
  formatCountdown,
  formatDay,
  formatDayWithCountdown,
  formatInstant,
  formatSince,
} from "@/lib/format/time.ts";

Deno.test("a day reads day, month, year", () => {
  expect(formatDay("2027-03-12")).toBe("12 Mar 2027");
  expect(formatDay("2026-09-01")).toBe("1 Sep 2026");
  expect(formatDay("2027-03-12", { weekday: true, year: false })).toBe("Fri 12 Mar");
});

Deno.test("what is no day is refused by value", () => {
  expect(() => formatDay("2027-02-30")).toThrow('Cannot format the day "2027-02-30"');
  expect(() => formatDay("12/03/2027")).toThrow(RangeError);
});

Deno.test("countdowns speak of days", () => {
  expect([41, 1, 0, -1, -3].map(formatCountdown)).toEqual([
    "in 41 days",
    "tomorrow",
    "today",
    "yesterday",
    "3 days ago",
  ]);
  expect(formatDayWithCountdown("2027-03-12", 41)).toBe("12 Mar 2027 (in 41 days)");
});

Deno.test("an instant is told in the given zone, on either side of midnight and of summer time", () => {
  expect(formatInstant("2027-03-12T23:30:00Z", "Asia/Kolkata")).toBe("13 Mar 2027, 05:00");
  expect(formatInstant("2027-03-28T00:59:00Z", "Europe/London")).toBe("28 Mar 2027, 00:59");
  expect(formatInstant("2027-03-28T01:00:00Z", "Europe/London")).toBe("28 Mar 2027, 02:00");
  expect(formatClock("2027-03-12T00:05:00Z", "UTC")).toBe("00:05");
});

Deno.test("an age uses the largest whole unit", () => {
  const now = "2027-03-12T12:00:00Z";
  expect(formatAge("2027-03-12T11:59:59Z", now)).toBe("just now");
  expect(formatAge("2027-03-12T11:59:20Z", now)).toBe("40 s ago");
  expect(formatAge("2027-03-12T11:54:30Z", now)).toBe("5 min ago");
  expect(formatAge("2027-03-12T08:30:00Z", now)).toBe("3 h ago");
  expect(formatAge("2027-03-11T11:00:00Z", now)).toBe("1 day ago");
  expect(formatAge("2027-03-10T11:00:00Z", now)).toBe("2 days ago");
});

Deno.test("a clock that runs ahead does not tell the future", () => {
  expect(formatAge("2027-03-12T12:00:05Z", "2027-03-12T12:00:00Z")).toBe("just now");
});

Deno.test("what is no instant is refused by value", () => {
  expect(() => formatAge("yesterday", "2027-03-12T12:00:00Z")).toThrow(
    'Cannot format the instant "yesterday"',
  );
});

Deno.test("a while ago is told by the clock, with the day when that was another, and UTC where no zone is known", () => {
  expect(formatSince("2027-03-12T13:57:00Z", "2027-03-12T14:05:00Z", "Europe/Berlin")).toBe("14:57");
  expect(formatSince("2027-03-12T22:57:00Z", "2027-03-12T23:05:00Z", "Europe/Berlin")).toBe("12 Mar, 23:57");
  expect(formatSince("2027-03-12T13:57:00Z", "2027-03-12T14:05:00Z", null)).toBe("13:57 UTC");
});
