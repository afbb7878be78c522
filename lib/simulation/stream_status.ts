import type { StreamState, StreamStatus } from "@/lib/simulation/schema.ts";

export function toStreamStatus(state: StreamState): StreamStatus {
  return {
    runId: state.runId,
    intensity: state.intensity,
    startedAt: state.startedAt.toISOString(),
    endsAt: state.endsAt.toISOString(),
    clients: state.clientIds.length,
    events: state.events,
  };
}
