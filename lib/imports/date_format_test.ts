import { expect } from "@std/expect";
import { areAmbiguous, compileDates, dateFormatFault } from "@/lib/imports/date_format.ts";

function read(text: string, ...formats: string[]) {
  return compileDates(formats)(text);
}

Deno.test("dates are read in the stated format and no other", () => {
  const day = { kind: "local", day: "2024-10-16", time: null };
  expect(read("2024-10-16", "YYYY-MM-DD")).toEqual(day);
  expect(read("16-10-2024", "DD-MM-YYYY")).toEqual(day);
  expect(read("16.10.2024", "D.M.YYYY")).toEqual(day);
  expect(read("16-10-2024", "YYYY-MM-DD")).toBeNull();
  expect(read("6-1-2024", "DD-MM-YYYY")).toBeNull();
  expect(read("2024-10-16 ", "YYYY-MM-DD")).toBeNull();
});

Deno.test("times of day are read with and without seconds", () => {
  expect(read("2023-07-28 03:00:59", "YYYY-MM-DD HH:mm:ss")).toEqual({
    kind: "local",
    day: "2023-07-28",
    time: "03:00:59",
  });
  expect(read("29/2/2016 1:16", "D/M/YYYY H:mm")).toEqual({
    kind: "local",
    day: "2016-02-29",
    time: "01:16:00",
  });
});

Deno.test("of several formats the one that fits is used", () => {
  const formats = ["DD-MM-YYYY", "DD-MM-YYYY HH:mm"];
  expect(read("27-07-2023", ...formats)).toEqual({ kind: "local", day: "2023-07-27", time: null });
  expect(read("27-07-2023 03:00", ...formats)).toEqual({
    kind: "local",
    day: "2023-07-27",
    time: "03:00:00",
  });
});

Deno.test("days and times that do not exist are refused", () => {
  expect(read("31-04-2024", "DD-MM-YYYY")).toBeNull();
  expect(read("29-02-2023", "DD-MM-YYYY")).toBeNull();
  expect(read("01-01-2023 24:00", "DD-MM-YYYY HH:mm")).toBeNull();
});

Deno.test("ISO reads times that carry their own offset", () => {
  expect(read("2024-01-01T01:30:00+02:00", "ISO")).toEqual({
    kind: "instant",
    instant: new Date("2023-12-31T23:30:00Z"),
  });
  expect(read("2024-01-01T01:30:00", "ISO")).toBeNull();
});

Deno.test("a format that cannot be used says why", () => {
  expect(dateFormatFault("YYYY-MM-DD")).toBeNull();
  expect(dateFormatFault("YYYY-MM-DDTHH:mm:ss")).toBeNull();
  expect(dateFormatFault("DD MMM YYYY")).toContain("names a part twice");
  expect(dateFormatFault("MM/DD/YY")).toContain("YY");
  expect(dateFormatFault("MM-DD")).toBe("lacks the year");
  expect(dateFormatFault("YYYY-MM-DD HH")).toContain("hours, minutes");
});

Deno.test("two formats that could mean different days by the same text are ambiguous", () => {
  expect(areAmbiguous("DD/MM/YYYY", "MM/DD/YYYY")).toBe(true);
  expect(areAmbiguous("D/M/YYYY", "DD/MM/YYYY")).toBe(false);
  expect(areAmbiguous("DD/MM/YYYY", "MM-DD-YYYY")).toBe(false);
  expect(areAmbiguous("DD/MM/YYYY", "DD/MM/YYYY HH:mm")).toBe(false);
});
