/** The Segment spec as far as it concerns customers: https://segment.com/docs/connections/spec/ */
import { z } from "zod";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { instantSchema, textOrBlankSchema, textSchema } from "@/lib/platform/schema.ts";
import { EXTERNAL_ID_MAX } from "@/lib/clients/schema.ts";
import { intakeAnswerSchema, USER_ID_MAX } from "@/lib/telemetry/schema.ts";

export const SEGMENT_CALLS = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type SegmentCallType = (typeof SEGMENT_CALLS)[number];

/** Ids are text; numbers are taken as what they read as, and a blank one as none. */
function identitySchema(description: string, max = USER_ID_MAX) {
  return z.union([
    textOrBlankSchema(max),
    z.int(),
  ], {
    error: "must be text",
  }).nullish().transform((id) => String(id ?? "").trim() || null)
    .meta({ description });
}

/** A time that the sender's library fills in; an unusable one is as good as none. */
const clockReadingSchema = instantSchema.nullish().catch(null).meta(inJsonSchema({ anyOf: undefined }));

const OPEN = inJsonSchema({ additionalProperties: true });

const commonFields = {
  messageId: textSchema(255).nullish().meta({
    description: "Id of the call; the same id counts once a account, however often it is sent",
  }),
  userId: identitySchema("Your id of the user; this or `anonymousId` is required"),
  anonymousId: identitySchema("Stands in for a userId that is not known"),
  groupId: identitySchema("The account in a `group` call", EXTERNAL_ID_MAX),
  timestamp: instantSchema.nullish().meta({ description: "When it happened; now if absent" }),
  originalTimestamp: instantSchema.nullish(),
  sentAt: clockReadingSchema.meta({
    description: "When the sender's clock read that it sent the call; corrects `timestamp`",
  }),
  receivedAt: clockReadingSchema,
  context: z.object({ groupId: identitySchema("The account of every call but `group`", EXTERNAL_ID_MAX) })
    .meta(OPEN).nullish(),
  traits: z.record(z.string(), z.unknown(), "must be an object").nullish().meta({
    description:
      "In `group` calls name, plan and industry of the account; in `identify` calls plan, industry " +
      "and those of `company`. Everything else is left alone",
  }),
};

/** Null or blank. An id that is absent passes too, as every schema of members that are not there. */
const NOBODY = { anyOf: [{ type: "null" }, { type: "string", pattern: "^\\s*$" }] };

const USER_RULE = {
  anyOf: [{ required: ["userId"] }, { required: ["anonymousId"] }],
  not: { properties: { userId: NOBODY, anonymousId: NOBODY } },
};

/** In JSON Schema, what `readCall` checks besides: whom a call names. */
const CALL_RULES: Record<SegmentCallType, { required: string[]; allOf: object[] }> = {
  identify: { required: [], allOf: [USER_RULE] },
  track: { required: [], allOf: [USER_RULE] },
  page: { required: [], allOf: [USER_RULE] },
  screen: { required: [], allOf: [USER_RULE] },
  group: { required: ["groupId"], allOf: [USER_RULE, { not: { properties: { groupId: NOBODY } } }] },
  alias: { required: ["userId"], allOf: [{ not: { properties: { userId: NOBODY } } }] },
};

function callSchema<Type extends SegmentCallType, Fields extends z.ZodRawShape>(type: Type, fields: Fields) {
  return z.object({ ...commonFields, type: z.literal(type), ...fields }).meta(callRules(type));
}

/** A call holds whatever else its library sends. */
export function callRules(type: SegmentCallType) {
  return {
    override({ jsonSchema }: { jsonSchema: { required?: string[] } }): void {
      const { required, allOf } = CALL_RULES[type];
      Object.assign(jsonSchema, {
        additionalProperties: true,
        required: [...jsonSchema.required ?? [], ...required],
        allOf,
      });
    },
  };
}

export const segmentCallSchema = z.discriminatedUnion("type", [
  callSchema("identify", {}),
  callSchema("track", {
    event: textSchema(255).meta({ description: "`Signed In` is a login", example: "Signed In" }),
  }),
  callSchema("page", {}),
  callSchema("screen", {}),
  callSchema("group", {}),
  callSchema("alias", { previousId: z.union([textSchema(255), z.int()]) }),
], { error: `must be one of ${SEGMENT_CALLS.join(", ")}` }).meta({ id: "SegmentCall" });

export type ParsedCall = z.output<typeof segmentCallSchema>;

/**
 * Which call an address stands for.
 *
 * @throws {NotFoundError}
 */
export function callTypeOf(name: string): SegmentCallType {
  const type = SEGMENT_CALLS.find((known) => known === name);
  if (type) return type;
  throw new NotFoundError(`Segment has no call "${name}"; there are ${SEGMENT_CALLS.join(", ")} and batch`);
}

/** Body of `POST /segment/<call>`: the call itself is judged later, but it may not say that it is another one. */
export function segmentCallBody(type: SegmentCallType) {
  return z.record(z.string(), z.unknown(), "must be an object").refine(
    (call) => call.type === undefined || call.type === null || call.type === type,
    { path: ["type"], error: `must be ${type} at this address` },
  );
}

/** Body of `POST /segment/batch`; each call is judged by itself. */
export const segmentBatchSchema = z.object({
  batch: z.array(z.unknown(), "must be a list of calls").min(1, "must hold at least one call"),
  context: z.unknown().optional().meta({ description: "Stands in for what a call's own context lacks" }),
  sentAt: z.unknown().optional(),
});

export const segmentAnswerSchema = intakeAnswerSchema.extend({
  duplicateIndexes: z.array(z.int()).meta({
    description: "Positions of the duplicates in the request, from 0",
  }),
  notes: z.array(z.object({ index: z.int(), note: z.string() })).meta({
    description: "What was taken but had less effect than its sender may expect",
  }),
}).meta({ id: "SegmentAnswer" });

export type SegmentAnswer = z.infer<typeof segmentAnswerSchema>;
