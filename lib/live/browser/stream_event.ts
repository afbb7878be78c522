import type { LiveEventName } from "@/lib/live/topics.ts";

/** What a listener is told. `resync`: events were lost to it, it must read again what it shows. */
export interface ViewerEvent {
  event: LiveEventName | "resync";
  /** Position in the stream. */
  id: string;
  clientId: string | null;
  data: Record<string, unknown>;
}

/** What comes over the connection: a heartbeat is for the connection's own use. */
export type StreamEvent = ViewerEvent | Omit<ViewerEvent, "event"> & { event: "heartbeat" };

/** @param text the data of a server-sent event, as this product's server writes it */
export function toStreamEvent(event: StreamEvent["event"], id: string, text: string): StreamEvent {
  const data = JSON.parse(text) as Record<string, unknown>;
  return { event, id, clientId: typeof data.clientId === "string" ? data.clientId : null, data };
}
