import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  clientEventSchema,
  dataStateSchema,
  incidentEventSchema,
  noteEventSchema,
  overviewEventSchema,
  scoreEventSchema,
  simulationEventSchema,
} from "@/lib/live/event_schema.ts";
import { positionSchema } from "@/lib/live/position_schema.ts";
import { streamQuerySchema } from "@/lib/live/query.ts";
import type { LiveEventName } from "@/lib/live/topics.ts";
import { requestIdHeader } from "@/lib/openapi/headers.ts";
import { operation } from "@/lib/openapi/operation.ts";
import { LIMITS } from "@/lib/platform/limits.ts";

const DATA_SCHEMAS = {
  score: scoreEventSchema,
  client: clientEventSchema,
  incident: incidentEventSchema,
  note: noteEventSchema,
  overview: overviewEventSchema,
  simulation: simulationEventSchema,
} satisfies Record<LiveEventName, z.ZodType>;

const retrySchema = z.int().optional().meta({
  description: "Milliseconds to wait before connecting again; in the first event",
  example: LIMITS.liveRetryMs,
});

const NOTHING = z.strictObject({});

const heartbeatSchema = z.object({
  id: positionSchema.optional().meta({ description: "Absent while the position is not certain" }),
  event: z.literal("heartbeat"),
  data: dataStateSchema,
  retry: retrySchema,
});

/** One event of the stream, with its data parsed; in the document the data is text that holds JSON. */
const streamEventSchema = z.union([
  ...Object.entries(DATA_SCHEMAS).map(([event, data]) => toEventSchema(event, data)),
  toEventSchema("resync", NOTHING),
  heartbeatSchema,
]).meta({ id: "StreamEvent", description: "One event of the stream" });

function toEventSchema(event: string, data: z.ZodType) {
  return z.object({ id: positionSchema, event: z.literal(event), data, retry: retrySchema });
}

const DESCRIPTION = `Server-sent events (WHATWG HTML, 9.2). \`data\` is always one JSON object:

| event | data |
| --- | --- |
${
  Object.entries(DATA_SCHEMAS).map(([event, schema]) => `| \`${event}\` | \`${schema.meta()?.id}\` |`).join(
    "\n",
  )
}
| \`resync\` | \`{}\`: events were lost to this connection; read again what you show |
| \`heartbeat\` | \`DataState\`: at the beginning, every ${
  LIMITS.liveHeartbeatMs / 1000
} s, and when it changes; its \`id\` moves the position on |

The \`id\` of each event is a place in the stream. A connection that is opened again with \`Last-Event-ID\` (browsers send
it by themselves) or \`after\` goes on there, at any web process, without a gap or a repeat. A viewer that reads too
slowly gets the newest score of each client, not every one.`;

const EXAMPLE = `retry: ${LIMITS.liveRetryMs}

id: 1774949400000-0
event: client
data: {"change":"removed","name":"Acme GmbH","clientId":"66f0a1b2c3d4e5f601234567"}

: heartbeat
id: 1774949400000-0
event: heartbeat
data: {"paused":false,"ageMs":2400}

`;

const get = operation({
  id: "followChanges",
  tag: "Live",
  summary: "Follow changes as they happen",
  description: DESCRIPTION,
  query: streamQuerySchema,
  headers: {
    "Last-Event-ID": z.string().regex(/^(\d{1,19}-\d{1,19})?$/).optional().meta({
      description: "Id of the last event seen; goes before `after`",
      example: "1774949400000-0",
    }),
  },
  responses: {
    "200": {
      description: "The stream, until one of the two sides ends it",
      headers: {
        ...requestIdHeader,
        "Cache-Control": {
          description: "Nobody on the way may keep or change it",
          required: true,
          schema: { type: "string", const: "no-store, no-transform" },
        },
      },
      content: {
        "text/event-stream": {
          schema: streamEventSchema,
          example: EXAMPLE,
        },
      },
    },
  },
});

export const streamPaths: ZodOpenApiPathsObject = { "/stream": { get } };
