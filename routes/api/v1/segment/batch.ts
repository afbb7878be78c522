import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { toSegmentAnswer } from "@/lib/segment/answer.ts";
import { refuseWithoutWriteKey } from "@/lib/http/segment_gate.ts";
import { segmentBatchSchema } from "@/lib/segment/schema.ts";
import { refuseTooMany } from "@/lib/telemetry/outcome.ts";

export const handler = define.handlers(apiHandler({
  async POST(ctx) {
    const refusal = refuseWithoutWriteKey(ctx);
    if (refusal) return refusal;
    const body = await readJson(ctx.req, segmentBatchSchema, { maxBytes: LIMITS.segmentBatchBytes });
    const { batch: calls, ...batch } = body;
    refuseTooMany(calls.length);
    const idempotencyKey = ctx.req.headers.get("idempotency-key");
    const outcomes = await ctx.state.services.segment.receive(calls, { batch, idempotencyKey });
    return ctx.json(toSegmentAnswer(outcomes, (index) => `/batch/${index}`), { status: 202 });
  },
}));
