/** What became of each event of a request, and how that is told. */
import { type Fault, InvalidError, TooLargeError, UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { IntakeAnswer, Rejection } from "@/lib/telemetry/schema.ts";

export interface Taken {
  /** `parked` waits for its account to become known. */
  status: "accepted" | "parked";
  /** It had been taken before, or stood earlier in the same request; it counts once. */
  repeated: boolean;
}

export interface Refused {
  status: "rejected";
  /** JSON pointer within the event; empty for the event as a whole. */
  pointer: string;
  reason: string;
  /** The same event may be taken later, as it is. */
  retry?: true;
}

export type Outcome = Taken | Refused;

/** Tells a refusal from whatever else was made of an event. */
export function isRefused<Other extends object>(made: Other | Refused): made is Refused {
  return "status" in made && made.status === "rejected";
}

/** What is no refusal. */
export function withoutRefused<Other extends object>(made: readonly (Other | Refused)[]): Other[] {
  return made.filter((item): item is Other => !isRefused(item));
}

/** @param base JSON pointer of the event at an index, such as `/events/3` */
export function rejectionsOf(outcomes: readonly Outcome[], base: (index: number) => string): Rejection[] {
  return outcomes.flatMap((outcome, index) =>
    outcome.status === "rejected"
      ? [{ index, pointer: base(index) + outcome.pointer, reason: outcome.reason }]
      : []
  );
}

export function toIntakeAnswer(outcomes: readonly Outcome[], base: (index: number) => string): IntakeAnswer {
  const taken = outcomes.filter((outcome) => outcome.status !== "rejected");
  return {
    accepted: taken.filter((outcome) => outcome.status === "accepted").length,
    duplicates: taken.filter((outcome) => outcome.repeated).length,
    parked: taken.filter((outcome) => outcome.status === "parked").length,
    rejected: rejectionsOf(outcomes, base),
  };
}

/** @throws {TooLargeError} when a request holds more events than one may */
export function refuseTooMany(events: number): void {
  if (events <= LIMITS.telemetryEventsPerRequest) return;
  throw new TooLargeError(
    `The request holds ${events} events; at most ${LIMITS.telemetryEventsPerRequest} go in one`,
  );
}

/**
 * A request of which nothing was taken is an error, not a success with small print.
 *
 * @throws {UnavailableError} when sending it again later may help
 * @throws {InvalidError} with the reason for each event
 */
export function refuseIfNothingTaken(outcomes: readonly Outcome[], base: (index: number) => string): void {
  if (outcomes.length === 0 || outcomes.some((outcome) => outcome.status !== "rejected")) return;
  const faults: Fault[] = rejectionsOf(outcomes, base).map(({ pointer, reason }) => ({
    pointer,
    detail: reason,
  }));
  if (outcomes.some((outcome) => outcome.status === "rejected" && outcome.retry)) {
    throw new UnavailableError("No event was taken: there is no room to park more of them", {
      faults,
      retryAfterSeconds: LIMITS.retryAfterSeconds,
    });
  }
  throw new InvalidError("No event was taken", { faults });
}
