import { expect } from "@std/expect";
import { sourceNotice, staleScoresNotice } from "@/lib/analytics/data_notice.ts";

const NOW = new Date("2026-03-31T12:00:00Z");

Deno.test("current figures need no notice", () => {
  const reads = [
    { from: "cache" as const, computedAt: "2026-03-31T11:58:30Z" },
    { from: "computed" as const, computedAt: "2026-03-31T12:00:00Z" },
  ];
  expect(sourceNotice(reads, NOW)).toBeNull();
});

Deno.test("a database that is away is named, with the age of the oldest figure", () => {
  const notice = sourceNotice([
    { from: "stale", computedAt: "2026-03-31T11:56:00Z" },
    { from: "stale", computedAt: "2026-03-31T11:48:00Z" },
    { from: "cache", computedAt: "2026-03-31T10:00:00Z" },
  ], NOW);
  expect(notice).toContain("The database does not answer. This is how things stood 12 min ago");
});

Deno.test("a cache that is away is named", () => {
  const notice = sourceNotice([{ from: "direct", computedAt: "2026-03-31T12:00:00Z" }], NOW);
  expect(notice).toContain("Redis is away");
});

Deno.test("scores are stale from the instant on that the server named", () => {
  const oldest = { computedAt: "2026-03-31T11:40:00.000Z", staleFrom: "2026-03-31T12:00:00.000Z" };
  expect(staleScoresNotice(oldest, "2026-03-31T11:59:59.999Z")).toBeNull();
  expect(staleScoresNotice(oldest, "2026-03-31T12:00:00.000Z")).toBe(
    "Some scores are stale: the oldest was computed 20 min ago. Check that a worker is running",
  );
  expect(staleScoresNotice(null, "2026-03-31T12:00:00.000Z")).toBeNull();
});
