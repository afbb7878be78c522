/** How the outcomes of a Segment request are told. */
import type { SegmentAnswer } from "@/lib/segment/schema.ts";
import type { CallOutcome } from "@/lib/segment/service.ts";
import { refuseIfNothingTaken, toIntakeAnswer } from "@/lib/telemetry/outcome.ts";

/**
 * @param base JSON pointer of the call at an index
 * @throws {InvalidError} @throws {UnavailableError} when no call was taken
 */
export function toSegmentAnswer(
  outcomes: readonly CallOutcome[],
  base: (index: number) => string,
): SegmentAnswer {
  refuseIfNothingTaken(outcomes, base);
  return {
    ...toIntakeAnswer(outcomes, base),
    duplicateIndexes: outcomes.flatMap((outcome, index) =>
      outcome.status !== "rejected" && outcome.repeated ? [index] : []
    ),
    notes: outcomes.flatMap(({ notes }, index) => notes.map((note) => ({ index, note }))),
  };
}
