import { readCloudEvent, type ReadEvent } from "@/lib/cloudevents/event.ts";
import { own } from "@/lib/platform/own.ts";
import type { IntakeService } from "@/lib/telemetry/intake_service.ts";
import { isRefused, type Outcome, withoutRefused } from "@/lib/telemetry/outcome.ts";

export class CloudEventsService {
  constructor(private readonly intake: IntakeService) {}

  /** Takes events as they were sent; what became of each, in the same order. */
  async receive(sent: readonly unknown[]): Promise<Outcome[]> {
    const read = sent.map(readCloudEvent);
    const events = withoutRefused(read);
    const outcomes = await this.intake.receiveEach(events.map(({ event }) => event));
    let next = 0;
    return read.flatMap((event) =>
      isRefused(event) ? [event] : outcomes.slice(next, ++next).map((outcome) => asSent(outcome, event))
    );
  }
}

/** A refusal in the terms of the CloudEvent instead of those of the event that was made of it. */
function asSent(outcome: Outcome, { pointers }: ReadEvent): Outcome {
  if (outcome.status !== "rejected") return outcome;
  return { ...outcome, pointer: own(pointers, outcome.pointer) ?? outcome.pointer };
}
