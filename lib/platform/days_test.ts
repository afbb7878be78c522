import { expect } from "@std/expect";
import fc from "fast-check";
import {
  addDays,
  dayOf,
  daysBetween,
  daysFrom,
  furthestDay,
  intervalOfDay,
  isDay,
  isTimeZone,
  startOfDay,
  trailingWindow,
} from "@/lib/platform/days.ts";

const HOUR = 3_600_000;
const hoursOf = (day: string, timeZone: string) => {
  const { from, to } = intervalOfDay(day, timeZone);
  return (to.getTime() - from.getTime()) / HOUR;
};

Deno.test("an instant belongs to the local day of the client's zone", () => {
  const instant = new Date("2026-03-01T20:00:00Z");
  expect(dayOf(instant, "UTC")).toBe("2026-03-01");
  // Kolkata is 5 h 30 min ahead: 01:30 on the next day.
  expect(dayOf(instant, "Asia/Kolkata")).toBe("2026-03-02");
  expect(dayOf(instant, "America/New_York")).toBe("2026-03-01");
  expect(dayOf(new Date("2026-03-01T18:29:59.999Z"), "Asia/Kolkata")).toBe("2026-03-01");
  expect(dayOf(new Date("2026-03-01T18:30:00Z"), "Asia/Kolkata")).toBe("2026-03-02");
});

Deno.test("days of change-over last 23 and 25 hours", () => {
  expect(hoursOf("2026-03-08", "America/New_York")).toBe(23);
  expect(hoursOf("2026-11-01", "America/New_York")).toBe(25);
  expect(hoursOf("2026-03-29", "Europe/London")).toBe(23);
  expect(hoursOf("2026-10-25", "Europe/London")).toBe(25);
  expect(hoursOf("2026-03-01", "Asia/Kolkata")).toBe(24);
  // Lord Howe Island changes over by half an hour.
  expect(hoursOf("2026-04-05", "Australia/Lord_Howe")).toBe(24.5);
});

Deno.test("a day that a zone skipped holds no instant", () => {
  // Samoa went from 29 to 31 December 2011.
  const { from, to } = intervalOfDay("2011-12-30", "Pacific/Apia");
  expect(from.getTime()).toBe(to.getTime());
  expect(dayOf(new Date("2011-12-30T09:59:59Z"), "Pacific/Apia")).toBe("2011-12-29");
  expect(dayOf(new Date("2011-12-30T10:00:00Z"), "Pacific/Apia")).toBe("2011-12-31");
});

Deno.test("a day begins with its first instant where midnight does not exist", () => {
  // Santiago set its clocks from 24:00 to 01:00 on 6 September 2026: the day begins at 01:00 local, 04:00 UTC.
  expect(startOfDay("2026-09-06", "America/Santiago").toISOString()).toBe("2026-09-06T04:00:00.000Z");
});

Deno.test("a leap day is a day, and only in a leap year", () => {
  expect(isDay("2028-02-29")).toBe(true);
  expect(isDay("2026-02-29")).toBe(false);
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
});

Deno.test("a trailing window includes its last day", () => {
  expect(trailingWindow("2026-03-01", 30)).toEqual({ first: "2026-01-31", last: "2026-03-01" });
  expect(daysFrom("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  expect(daysFrom("2026-03-02", "2026-03-01")).toEqual([]);
});

Deno.test("only names of time zones are time zones", () => {
  expect(["UTC", "Europe/Berlin", "Asia/Kolkata"].every(isTimeZone)).toBe(true);
  expect(["", "+02:00", "Europe/Nowhere", "Berlin"].some(isTimeZone)).toBe(false);
});

Deno.test("property: every instant lies within the interval of its own day", () => {
  const zones = [
    "UTC",
    "Asia/Kolkata",
    "America/New_York",
    "Pacific/Apia",
    "Europe/London",
    "Australia/Lord_Howe",
  ];
  const instants = fc.date({ min: new Date("2005-01-01"), max: new Date("2037-01-01"), noInvalidDate: true });
  fc.assert(fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
    const { from, to } = intervalOfDay(dayOf(instant, zone), zone);
    expect(from <= instant && instant < to).toBe(true);
  }));
});

Deno.test("no client's day is after the furthest one, which is UTC's or the one after it", () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const instants = fc.date({ min: new Date("2012-01-01"), max: new Date("2037-12-31"), noInvalidDate: true });
  fc.assert(fc.property(zones, instants, (zone, instant) => {
    const furthest = furthestDay(instant);
    expect(dayOf(instant, zone) <= furthest).toBe(true);
    expect([0, 1]).toContain(daysBetween(dayOf(instant, "UTC"), furthest));
  }));
  expect(furthestDay(new Date("2026-03-31T09:59:59Z"))).toBe("2026-03-31");
  expect(furthestDay(new Date("2026-03-31T10:00:00Z"))).toBe("2026-04-01");
});
