/** CloudEvents 1.0: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
import { z } from "zod";
import { EXTERNAL_ID_MAX, externalIdSchema } from "@/lib/clients/schema.ts";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { instantSchema, TRIMMED_TEXT } from "@/lib/platform/schema.ts";
import { USER_ID_MAX } from "@/lib/telemetry/schema.ts";

/** Attributes are text; `null` says that one is not set. */
const attributeSchema = z.string("must be text").min(1, "must not be empty").max(
  2_048,
  "must have at most 2048 characters",
).refine((text) => text.isWellFormed(), "must not contain half of a surrogate pair").normalize();

/** What `readCloudEvent` checks besides: it names an account, and its data is there once. */
const RULES = {
  anyOf: [
    { required: ["account"], properties: { account: { type: "string" } } },
    {
      required: ["subject"],
      properties: {
        subject: { type: "string", maxLength: EXTERNAL_ID_MAX, pattern: TRIMMED_TEXT },
        account: { type: "null" },
      },
    },
  ],
  not: { required: ["data", "data_base64"], properties: { data_base64: { type: "string" } } },
};

/** Data may be anything; of an object these two are read. */
const DATA = {
  anyOf: [
    {
      type: "object",
      properties: {
        count: { type: ["integer", "null"], minimum: 0, maximum: LIMITS.telemetryCountMax },
        userId: { type: ["string", "null"], maxLength: USER_ID_MAX, pattern: TRIMMED_TEXT },
      },
      additionalProperties: true,
    },
    { type: ["array", "string", "number", "boolean", "null"] },
  ],
};

export const cloudEventSchema = z.object({
  specversion: z.literal("1.0", "must be 1.0"),
  id: attributeSchema.meta({
    description: "With `source` the id of the event; the same pair is counted once",
  }),
  source: attributeSchema.meta({ example: "https://app.acme.example/api" }),
  type: attributeSchema.meta({
    description: "Gives the telemetry type: `com.acme.api_call` is `api_call`",
    example: "com.acme.api_call",
  }),
  subject: attributeSchema.nullish().meta({
    description: "externalId of the client, unless the extension attribute `account` names it",
    example: "acme",
  }),
  account: externalIdSchema.nullish().meta({ description: "Extension attribute: externalId of the client" }),
  time: instantSchema.nullish().meta({ description: "When it happened; now if absent" }),
  datacontenttype: attributeSchema.nullish(),
  data: z.unknown().optional().meta({
    description: "Of JSON data `count` and `userId` are read, where they are there",
    example: { count: 40, userId: "u1" },
    ...inJsonSchema(DATA),
  }),
  data_base64: z.string("must be text").nullish().meta({
    description: "Instead of `data`; read where `datacontenttype` says that it is JSON",
  }),
}).meta({ id: "CloudEvent", ...inJsonSchema({ ...RULES, additionalProperties: true }) });

export const cloudEventBatchSchema = z.array(z.unknown(), "must be a list of events");

export type CloudEvent = z.output<typeof cloudEventSchema>;
