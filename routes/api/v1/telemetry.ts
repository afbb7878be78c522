import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { readTelemetry } from "@/lib/http/telemetry_body.ts";
import { refuseIfNothingTaken, toIntakeAnswer } from "@/lib/telemetry/outcome.ts";

const pointerOf = (index: number) => `/events/${index}`;

export const handler = define.handlers(apiHandler({
  async POST(ctx) {
    refuseQuery(ctx.url);
    const entries = await readTelemetry(ctx.req);
    const idempotencyKey = ctx.req.headers.get("idempotency-key");
    const outcomes = await ctx.state.services.intake.receiveEach(entries, { idempotencyKey });
    refuseIfNothingTaken(outcomes, pointerOf);
    return ctx.json(toIntakeAnswer(outcomes, pointerOf), { status: 202 });
  },
}));
