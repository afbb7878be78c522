import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Day } from "@/lib/platform/days.ts";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { instantSchema, textSchema } from "@/lib/platform/schema.ts";
import { externalIdSchema } from "@/lib/clients/schema.ts";

export const TELEMETRY_TYPE = /^[a-z][a-z0-9_]{0,62}$/;

/** A telemetry type is free; the score model names those that count for the score. */
export const telemetryTypeSchema = z.string().regex(
  TELEMETRY_TYPE,
  "must be lower case words joined by _, such as api_call",
);

export const USER_ID_MAX = 255;

/** One event as it is posted. Exactly one of `clientId` and `externalId` names the client. */
export const telemetryEventSchema = z.strictObject({
  messageId: textSchema(255).optional().meta({
    description: "Your id of the event; the same id is counted once, however often it is sent",
  }),
  clientId: z.string().min(1).max(64).optional(),
  externalId: externalIdSchema.optional(),
  type: telemetryTypeSchema.meta({ example: "api_call" }),
  ts: instantSchema.optional().meta({ description: "When it happened; now if absent" }),
  count: z.int("must be a whole number").min(0, "must not be negative").max(
    LIMITS.telemetryCountMax,
    `must be at most ${LIMITS.telemetryCountMax.toLocaleString("en-US")}`,
  ).default(1).meta({ description: "How many happened; 0 is a measured zero" }),
  userId: textSchema(USER_ID_MAX).optional(),
}).refine((event) => (event.clientId === undefined) !== (event.externalId === undefined), {
  error: "must name the client by clientId or by externalId, one of the two",
}).meta({
  ...inJsonSchema({ oneOf: [{ required: ["clientId"] }, { required: ["externalId"] }] }),
});

export type TelemetryEvent = z.output<typeof telemetryEventSchema>;

/** Body of `POST /telemetry`; each event is validated by itself, so that a wrong one does not spoil the others. */
export const telemetryBodySchema = z.strictObject({
  events: z.array(z.unknown()).min(1, "must hold at least one event"),
});

export const rejectionSchema = z.object({
  index: z.int().meta({ description: "Position of the event in the request, from 0" }),
  pointer: z.string().meta({ description: "JSON pointer to what is wrong", example: "/events/3/type" }),
  reason: z.string(),
});

export type Rejection = z.infer<typeof rejectionSchema>;

export const intakeAnswerSchema = z.object({
  accepted: z.int().meta({ description: "Events stored, those seen before included" }),
  duplicates: z.int().meta({
    description: "How many of those accepted or parked had been sent before; they count once",
  }),
  parked: z.int().meta({
    description: "Events of an externalId that no client has yet; they are applied when it appears",
  }),
  rejected: z.array(rejectionSchema),
}).meta({ id: "IntakeAnswer" });

export type IntakeAnswer = z.infer<typeof intakeAnswerSchema>;

/** One raw event as stored in the time-series collection `telemetry`. */
export interface StoredEvent {
  ts: Date;
  meta: { clientId: string; type: string; simulationRun?: string };
  count: number;
  messageId: string;
  userId: string | null;
  receivedAt: Date;
}

/** What one local day of one client comes to; `usage_daily`, the only thing charts and scores read. */
export interface UsageDay {
  /** `<clientId>:<day>` */
  _id: string;
  clientId: string;
  day: Day;
  /** Sums of `count` by type, keys in code-point order. A type with 0 was measured; an absent one was not sent. */
  counts: Record<string, number>;
  /** Distinct users seen. */
  users: number;
  /** Newest event counted. */
  lastEventAt: Date | null;
  /** The dirty mark this was computed for; an older computation never replaces a newer one. */
  revision: number;
}

export interface ClientDay {
  clientId: string;
  day: Day;
}

export function clientDayId({ clientId, day }: ClientDay): string {
  return `${clientId}:${day}`;
}
