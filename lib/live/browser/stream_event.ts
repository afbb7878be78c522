import type { DataState } from "@/lib/live/data_state.ts";
import type { LiveInput } from "@/lib/live/browser/live_state.ts";
import type { LiveEventName } from "@/lib/live/topics.ts";

/** What a listener is told. `resync`: events were lost to it, it must read again what it shows. */
export interface ViewerEvent {
  event: LiveEventName | "resync";
  /** Position in the stream. */
  id: string;
  clientId: string | null;
  data: Record<string, unknown>;
}

/** What comes over the connection: a heartbeat tells how the data is that the page follows. */
export type StreamEvent = ViewerEvent | Omit<ViewerEvent, "event"> & { event: "heartbeat" };

/** What an event says of the data. */
export function toLiveInput({ event, data }: StreamEvent): LiveInput {
  // The data of a heartbeat is what our own server wrote.
  return event === "heartbeat" ? data as unknown as DataState : "event";
}

/** @param text the data of a server-sent event, as this product's server writes it */
export function toStreamEvent(event: StreamEvent["event"], id: string, text: string): StreamEvent {
  const data = JSON.parse(text) as Record<string, unknown>;
  return { event, id, clientId: typeof data.clientId === "string" ? data.clientId : null, data };
}
