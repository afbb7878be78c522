/** Where an event of a request goes: to its client's telemetry, to parking, or back. */
import type { ClientRef } from "@/lib/clients/store.ts";
import type { WaitingEvent } from "@/lib/parking/schema.ts";
import type { Refused } from "@/lib/telemetry/outcome.ts";
import type { StoredEvent, TelemetryEvent } from "@/lib/telemetry/schema.ts";

export type Placement = { stored: StoredEvent } | { waiting: WaitingEvent } | Refused;

export interface PlacementContext {
  /** Gives an event its messageId; takes what names the client. */
  identify: (event: TelemetryEvent, client: string) => string;
  receivedAt: Date;
  options: { simulationRun?: string };
}

/** @param client the client the event names, if there is one */
export function place(
  event: TelemetryEvent,
  client: ClientRef | undefined,
  { identify, receivedAt, options: { simulationRun } }: PlacementContext,
): Placement {
  const { type, count } = event;
  const common = { count, ts: event.ts ?? receivedAt, userId: event.userId ?? null, receivedAt };
  if (client) {
    const meta = { clientId: client._id, type, ...(simulationRun === undefined ? {} : { simulationRun }) };
    return { stored: { ...common, meta, messageId: identify(event, client._id) } };
  }
  const { externalId } = event;
  // An id of ours cannot become known later, and a simulation knows its clients.
  if (externalId === undefined || simulationRun !== undefined) return unknownClient(event);
  return { waiting: { ...common, type, externalId, messageId: identify(event, `external:${externalId}`) } };
}

function unknownClient({ clientId, externalId }: TelemetryEvent): Refused {
  return {
    status: "rejected",
    pointer: clientId === undefined ? "/externalId" : "/clientId",
    reason: `names no client: there is none with "${clientId ?? externalId}"`,
  };
}
