import { z } from "zod";
import { LIVE_EVENTS, type LiveEventName, type Topic, topicsOf } from "@/lib/live/topics.ts";

/** Something that viewers should know. `data` is JSON and must tell all: a viewer may see only the latest of a client. */
export const liveEventSchema = z.object({
  event: z.enum(LIVE_EVENTS),
  clientId: z.string().min(1).nullable(),
  data: z.record(z.string(), z.unknown()),
});

export type LiveEvent = z.infer<typeof liveEventSchema>;

/** An event as it lies in the stream: its data is passed on as text, never parsed on the way. */
export interface LiveMessage {
  /** The id of the stream's entry, which is the id of the server-sent event. */
  id: string;
  event: LiveEventName;
  clientId: string | null;
  /** JSON object; holds `clientId` when the event has one. */
  data: string;
  topics: Topic[];
}

/** One entry of a Redis Stream: its id, then field names and values in turn. */
export type StreamEntry = [id: string, fields: string[]];

export function toFields({ event, clientId, data }: LiveEvent): string[] {
  const payload = clientId === null ? data : { ...data, clientId };
  return ["event", event, "clientId", clientId ?? "", "data", JSON.stringify(payload)];
}

/** An entry that stands for news which could not be told: all viewers are to read again. */
export const RESYNC_FIELDS = ["event", "resync", "clientId", "", "data", "{}"];

export function isResync([, fields]: StreamEntry): boolean {
  return fields[0] === RESYNC_FIELDS[0] && fields[1] === RESYNC_FIELDS[1];
}

const fieldsSchema = z.object({
  event: z.enum(LIVE_EVENTS),
  clientId: z.string().transform((text) => text || null),
  data: z.string(),
});

/** `null` for an entry this version does not know: a newer one may be writing beside it. */
export function fromEntry([id, fields]: StreamEntry): LiveMessage | null {
  const pairs = fields.flatMap((name, index) => index % 2 === 0 ? [[name, fields[index + 1] ?? ""]] : []);
  const parsed = fieldsSchema.safeParse(Object.fromEntries(pairs));
  if (!parsed.success) return null;
  return { id, ...parsed.data, topics: topicsOf(parsed.data.event, parsed.data.clientId) };
}

/** Of messages with the same key only the newest matters; `null` when each one counts. */
export function conflationKey({ event, clientId }: LiveMessage): string | null {
  if (event === "overview") return event;
  return event === "score" && clientId !== null ? `score:${clientId}` : null;
}
