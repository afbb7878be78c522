import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { senderKey } from "@/lib/openapi/headers.ts";
import { jsonAnswer, jsonBody, operation } from "@/lib/openapi/operation.ts";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import {
  callRules,
  segmentAnswerSchema,
  segmentBatchSchema,
  segmentCallSchema,
  type SegmentCallType,
} from "@/lib/segment/schema.ts";

const tag = "Segment";

/** The name of the security scheme. */
export const WRITE_KEY = "writeKey";

const common = {
  tag,
  headers: { "Idempotency-Key": senderKey },
  security: [{ [WRITE_KEY]: [] }],
  problems: [401, 403] as const,
};

interface CallFacts {
  summary: string;
  description: string;
  example: Record<string, unknown>;
}

const CALLS: Record<SegmentCallType, CallFacts> = {
  track: {
    summary: "Something happened",
    description:
      "Telemetry of the account in `context.groupId`, or of the one the user was placed in. `Signed In` is " +
      "a login",
    example: { userId: "u-7", event: "Signed In", context: { groupId: "acme" } },
  },
  identify: {
    summary: "Who a user is",
    description: "Plan and industry, and what is said of the `company`, change the client",
    example: { userId: "u-7", traits: { company: { id: "acme", plan: "Enterprise" } } },
  },
  group: {
    summary: "What an account is",
    description: "Places the user in the account; name, plan and industry change the client",
    example: { userId: "u-7", groupId: "acme", traits: { name: "Acme GmbH", industry: "Logistics" } },
  },
  page: {
    summary: "A page was seen",
    description: "Telemetry of the type `page_view`",
    example: { userId: "u-7", context: { groupId: "acme" } },
  },
  screen: {
    summary: "A screen of an app was seen",
    description: "Telemetry of the type `screen_view`",
    example: { userId: "u-7", context: { groupId: "acme" } },
  },
  alias: {
    summary: "Two ids are one user",
    description: "Taken and without effect: accounts, not users, are what is counted here",
    example: { userId: "u-7", previousId: "anonymous-3" },
  },
};

function callOperation(type: SegmentCallType): ZodOpenApiOperationObject {
  const { summary, description, example } = CALLS[type];
  return operation({
    ...common,
    id: `segment${type[0]?.toUpperCase()}${type.slice(1)}`,
    summary: `${type}: ${summary.toLowerCase()}`,
    description:
      `${description}. The same is taken at /segment/v1/${type}, where Segment's own libraries send it`,
    body: jsonBody(callSchema(type), { call: { summary, value: example } }),
    responses: { "202": jsonAnswer(segmentAnswerSchema, { description: "What became of the call" }) },
  });
}

/** A call at its own address need not name its type. */
function callSchema(type: SegmentCallType): z.ZodType {
  const call = segmentCallSchema.options.find(({ shape }) => shape.type.value === type);
  if (!call) throw new RangeError(`Segment has no call "${type}"`);
  return z.object({ ...call.shape, type: z.literal(type).nullish() }).meta(callRules(type));
}

const batch = operation({
  ...common,
  id: "segmentBatch",
  summary: "batch: many calls at once",
  description:
    `At most ${LIMITS.telemetryEventsPerRequest} calls and ${
      LIMITS.segmentBatchBytes / 1024
    } KiB. Each call is judged ` +
    "by itself: a wrong one is named in `rejected` and does not spoil the others. A request of which nothing was taken " +
    "is refused with 422",
  body: jsonBody(
    segmentBatchSchema.extend({
      batch: z.array(segmentCallSchema).min(1),
    }).meta(inJsonSchema({ additionalProperties: true })),
    {
      two: {
        summary: "An account and a login",
        value: {
          batch: [
            { type: "group", userId: "u-7", groupId: "acme", traits: { name: "Acme GmbH" } },
            { type: "track", userId: "u-7", event: "Signed In", messageId: "s-1" },
          ],
        },
      },
    },
  ),
  responses: { "202": jsonAnswer(segmentAnswerSchema, { description: "What became of the calls" }) },
});

export const segmentPaths: ZodOpenApiPathsObject = {
  "/segment/track": { post: callOperation("track") },
  "/segment/identify": { post: callOperation("identify") },
  "/segment/group": { post: callOperation("group") },
  "/segment/page": { post: callOperation("page") },
  "/segment/screen": { post: callOperation("screen") },
  "/segment/alias": { post: callOperation("alias") },
  "/segment/batch": { post: batch },
};
