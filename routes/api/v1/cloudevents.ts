import { define } from "@/define.ts";
import { readCloudEvents } from "@/lib/cloudevents/http_message.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { refuseIfNothingTaken, refuseTooMany, toIntakeAnswer } from "@/lib/telemetry/outcome.ts";

export const handler = define.handlers(apiHandler({
  async POST(ctx) {
    const { events, pointerOf } = await readCloudEvents(ctx.req);
    refuseTooMany(events.length);
    const outcomes = await ctx.state.services.cloudEvents.receive(events);
    refuseIfNothingTaken(outcomes, pointerOf);
    return ctx.json(toIntakeAnswer(outcomes, pointerOf), { status: 202 });
  },
}));
