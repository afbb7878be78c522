import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { cloudEventSchema } from "@/lib/cloudevents/schema.ts";
import { senderKey } from "@/lib/openapi/headers.ts";
import { jsonAnswer, jsonBody, operation } from "@/lib/openapi/operation.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { intakeAnswerSchema, telemetryEventSchema } from "@/lib/telemetry/schema.ts";

const tag = "Telemetry";
const EVENTS_MAX = LIMITS.telemetryEventsPerRequest;

const EACH_BY_ITSELF =
  "Each event is judged by itself: a wrong one is named in `rejected` and does not spoil the others. An event " +
  "answered as accepted is stored and counts once, however often it is sent. Events of an account that no client has " +
  "yet are parked and applied when it appears. The body may be gzipped (`Content-Encoding: gzip`)";

/** What is sent; the parser itself takes each event apart from the others. */
const telemetrySentSchema = z.strictObject({
  events: z.array(telemetryEventSchema).min(1),
});

const post = operation({
  id: "sendTelemetry",
  tag,
  summary: "Send telemetry",
  description:
    `${EACH_BY_ITSELF}. At most ${EVENTS_MAX} events and ${
      LIMITS.telemetryBodyBytes / 1024
    } KiB. An event without ` +
    "messageId gets one that follows from its content and the `Idempotency-Key`",
  headers: { "Idempotency-Key": senderKey },
  body: {
    id: "Telemetry",
    required: true,
    content: {
      ...jsonBody(telemetrySentSchema, {
        usage: {
          summary: "Calls and a login",
          value: {
            events: [
              { messageId: "m-1", externalId: "acme", type: "api_call", count: 120 },
              {
                messageId: "m-2",
                externalId: "acme",
                type: "login",
                userId: "u-7",
                ts: "2026-03-31T09:30:00Z",
              },
            ],
          },
        },
      }).content,
      "application/x-ndjson": {
        schema: { type: "string", description: "An event a line", minLength: 1 },
        example:
          '{"externalId":"acme","type":"api_call","count":120}\n{"externalId":"acme","type":"login"}\n',
      },
    },
  },
  responses: { "202": jsonAnswer(intakeAnswerSchema, { description: "What became of the events" }) },
});

const event = {
  specversion: "1.0",
  id: "e-1",
  source: "https://app.acme.example/api",
  type: "com.acme.api_call",
  subject: "acme",
  time: "2026-03-31T09:30:00Z",
  data: { count: 40, userId: "u-7" },
};

const cloudEvents = operation({
  id: "sendCloudEvents",
  tag,
  summary: "Send CloudEvents 1.0",
  description:
    `Structured or batched as described here; or binary: data of any media type with the event's attributes in the ` +
    `headers ce-specversion, ce-id, ce-source, ce-type, ce-subject and ce-time. ${EACH_BY_ITSELF}. A request of which ` +
    "nothing was taken is refused with 422",
  body: {
    required: true,
    content: {
      "application/cloudevents+json": {
        schema: cloudEventSchema,
        examples: { one: { summary: "40 calls of one user", value: event } },
      },
      "application/cloudevents-batch+json": {
        schema: z.array(cloudEventSchema),
        examples: { two: { summary: "Two events", value: [event, { ...event, id: "e-2" }] } },
      },
    },
  },
  responses: { "202": jsonAnswer(intakeAnswerSchema, { description: "What became of the events" }) },
});

export const telemetryPaths: ZodOpenApiPathsObject = {
  "/telemetry": { post },
  "/cloudevents": { post: cloudEvents },
};
