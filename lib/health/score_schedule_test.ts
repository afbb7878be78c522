import { expect } from "@std/expect";
import fc from "fast-check";
import { ScoreSchedule } from "@/lib/health/score_schedule.ts";

const staleFrom = (cron: string, computedAt: string) =>
  new ScoreSchedule(cron).staleFrom(new Date(computedAt)).toISOString();

Deno.test("a score is stale when the second round after it is due", () => {
  expect(staleFrom("*/10 * * * *", "2026-03-10T10:00:20Z")).toBe("2026-03-10T10:20:00.000Z");
  // An event had it computed shortly before a round: that round has left it out by the next one.
  expect(staleFrom("*/10 * * * *", "2026-03-10T10:09:59.999Z")).toBe("2026-03-10T10:20:00.000Z");
  expect(staleFrom("*/10 * * * *", "2026-03-10T10:10:00Z")).toBe("2026-03-10T10:30:00.000Z");
  expect(staleFrom("0 8 * * *", "2026-03-10T08:00:20Z")).toBe("2026-03-12T08:00:00.000Z");
});

Deno.test("a schedule that rests at night and at weekends makes nothing stale meanwhile", () => {
  // Friday evening: the next rounds are on Monday.
  expect(staleFrom("*/10 8-18 * * 1-5", "2026-03-13T18:50:20Z")).toBe("2026-03-16T08:10:00.000Z");
  expect(staleFrom("*/10 8-18 * * 1-5", "2026-03-11T18:50:20Z")).toBe("2026-03-12T08:10:00.000Z");
  // In working hours a round that was missed shows as soon as it did before.
  expect(staleFrom("*/10 8-18 * * 1-5", "2026-03-13T18:30:20Z")).toBe("2026-03-13T18:50:00.000Z");
  expect(staleFrom("0 0 1 1 *", "2026-06-01T00:00:00Z")).toBe("2028-01-01T00:00:00.000Z");
});

/** Rounds at these minutes of these hours, worked out minute by minute. */
function secondRoundAfter(computedAt: number, minutes: readonly number[], hours: readonly number[]): number {
  const minuteMs = 60_000;
  let rounds = 0;
  for (let at = Math.floor(computedAt / minuteMs) * minuteMs + minuteMs;; at += minuteMs) {
    const time = new Date(at);
    if (minutes.includes(time.getUTCMinutes()) && hours.includes(time.getUTCHours())) rounds++;
    if (rounds === 2) return at;
  }
}

Deno.test("property: it is the second round, in whatever order the scores are asked for", () => {
  const numbers = (below: number) =>
    fc.uniqueArray(fc.integer({ min: 0, max: below - 1 }), { minLength: 1, maxLength: 4 });
  const instant = fc.date({ min: new Date("2026-02-27"), max: new Date("2026-03-03"), noInvalidDate: true });
  fc.assert(
    fc.property(
      numbers(60),
      numbers(24),
      fc.array(instant, { minLength: 1, maxLength: 8 }),
      (minutes, hours, scores) => {
        const schedule = new ScoreSchedule(`${minutes} ${hours} * * *`);
        for (const computedAt of scores) {
          const expected = secondRoundAfter(computedAt.getTime(), minutes, hours);
          expect(schedule.staleFrom(computedAt).getTime()).toBe(expected);
        }
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("property: what is stale from when moves on with the score, from round to round", () => {
  const cron = fc.constantFrom(
    "*/10 8-18 * * 1-5",
    "*/10 * * * *",
    "30 6 * * 1",
    "0 9,17 * * *",
    "0 0 1 * *",
  );
  fc.assert(
    fc.property(
      cron,
      fc.date({ min: new Date(0), max: new Date("2037-01-01"), noInvalidDate: true }),
      (text, at) => {
        const schedule = new ScoreSchedule(text);
        const stale = schedule.staleFrom(at);
        expect(stale.getTime()).toBeGreaterThan(at.getTime());
        expect(schedule.staleFrom(new Date(at.getTime() + 1)).getTime()).toBeGreaterThanOrEqual(
          stale.getTime(),
        );
        expect(schedule.staleFrom(stale).getTime()).toBeGreaterThan(stale.getTime());
      },
    ),
  );
});
