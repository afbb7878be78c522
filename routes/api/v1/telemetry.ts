import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readTelemetry } from "@/lib/http/telemetry_body.ts";

export const handler = define.handlers(apiHandler({
  async POST(ctx) {
    const entries = await readTelemetry(ctx.req);
    const idempotencyKey = ctx.req.headers.get("idempotency-key");
    const answer = await ctx.state.services.intake.receive(entries, { idempotencyKey });
    return ctx.json(answer, { status: 202 });
  },
}));
