import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { toSegmentAnswer } from "@/lib/segment/answer.ts";
import { refuseWithoutWriteKey } from "@/lib/http/segment_gate.ts";
import { callTypeOf, segmentCallBody } from "@/lib/segment/schema.ts";

/** One call; the path says which. */
export const handler = define.handlers(apiHandler({
  async POST(ctx) {
    const type = callTypeOf(ctx.params.call ?? "");
    const refusal = refuseWithoutWriteKey(ctx);
    if (refusal) return refusal;
    const call = await readJson(ctx.req, segmentCallBody(type), { maxBytes: LIMITS.segmentCallBytes });
    const idempotencyKey = ctx.req.headers.get("idempotency-key");
    const outcomes = await ctx.state.services.segment.receive([{ ...call, type }], { idempotencyKey });
    return ctx.json(toSegmentAnswer(outcomes, () => ""), { status: 202 });
  },
}));
