import { expect } from "@std/expect";
import { dataNotice, dataSentence, staleScoresNotice } from "@/lib/analytics/data_notice.ts";

const NOW = new Date("2026-03-31T12:00:00Z");

Deno.test("current figures need no notice", () => {
  const reads = [
    { from: "cache" as const, computedAt: "2026-03-31T11:58:30Z" },
    { from: "computed" as const, computedAt: "2026-03-31T12:00:00Z" },
  ];
  expect(dataNotice(reads)).toBeNull();
});

Deno.test("saved figures say of when the oldest is, in the reader's zone, without naming a server", () => {
  const notice = dataNotice([
    { from: "stale", computedAt: "2026-03-31T11:56:00Z" },
    { from: "stale", computedAt: "2026-03-31T11:48:00Z" },
    { from: "cache", computedAt: "2026-03-31T10:00:00Z" },
  ]);
  expect(notice).toEqual({ kind: "saved", asOf: "2026-03-31T11:48:00Z" });
  expect(notice && dataSentence(notice, NOW.toISOString(), "Europe/Berlin")).toBe(
    "Current figures cannot be read for the moment. These are the saved ones of 13:48 (12 min ago); nothing is lost.",
  );
});

Deno.test("a page that will not hear of changes says so, in UTC where the reader is not known", () => {
  const notice = dataNotice([
    { from: "direct", computedAt: "2026-03-31T12:00:00Z" },
    { from: "cache", computedAt: "2026-03-31T11:00:00Z" },
  ]);
  expect(notice && dataSentence(notice, "2026-03-31T12:03:00Z", null)).toBe(
    "This page does not hear of changes for the moment. Its figures are those of 12:00 UTC (3 min ago).",
  );
});

Deno.test("scores are stale from the instant on that the server named", () => {
  const oldest = { computedAt: "2026-03-31T11:40:00.000Z", staleFrom: "2026-03-31T12:00:00.000Z" };
  expect(staleScoresNotice(oldest, "2026-03-31T11:59:59.999Z")).toBeNull();
  expect(staleScoresNotice(oldest, "2026-03-31T12:00:00.000Z")).toBe(
    "Some scores are stale: the oldest was computed 20 min ago. If that goes on, tell whoever runs this installation",
  );
  expect(staleScoresNotice(null, "2026-03-31T12:00:00.000Z")).toBeNull();
});
