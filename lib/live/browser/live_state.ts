/** What a page may say of the data that it follows. Pure. */
import type { DataState } from "@/lib/live/data_state.ts";

export interface LiveState {
  /** `paused`: the server says so, or was silent for so long that what is shown may be out of date. */
  status: "connecting" | "live" | "reconnecting" | "paused" | "offline";
  /** When this status began (epoch, ms); 0 before the first attempt. */
  since: number;
  /** When the connection last gave a sign of life (epoch, ms). */
  heardAt: number | null;
  /** Up to here everything that happened is known to be shown (epoch, ms). */
  currentTo: number | null;
}

/** `refused`: signed out, or not allowed. `tick`: nothing happened, time passed. A state is what the server told. */
export type LiveInput = "opening" | "event" | DataState | "lost" | "refused" | "offline" | "tick";

export const INITIAL_STATE: LiveState = { status: "connecting", since: 0, heardAt: null, currentTo: null };

/** Three heartbeats of the server. */
export const SILENCE_MS = 45_000;

export function nextState(state: LiveState, input: LiveInput, at: number): LiveState {
  const status = nextStatus(state, input, at);
  const heard = input === "event" || typeof input === "object";
  const heardAt = heard ? at : state.heardAt;
  const currentTo = heard ? nextCurrentTo(state, status, input, at) : state.currentTo;
  if (status !== state.status || state.since === 0) return { status, since: at, heardAt, currentTo };
  if (heardAt === state.heardAt && currentTo === state.currentTo) return state;
  return { ...state, heardAt, currentTo };
}

/** What a page shows that was rendered with data that was not current, until it has heard of it itself. */
export function stateSinceRendering(state: LiveState, pausedSince: string | null): LiveState {
  if (pausedSince === null || (state.since > 0 && state.status !== "connecting")) return state;
  return { ...state, status: "paused", currentTo: Date.parse(pausedSince) };
}

function nextStatus(state: LiveState, input: LiveInput, at: number): LiveState["status"] {
  if (typeof input === "object") return input.paused ? "paused" : "live";
  switch (input) {
    case "event":
      // While all is paused some things may still get through.
      return state.status === "paused" && at - (state.heardAt ?? 0) <= SILENCE_MS ? "paused" : "live";
    case "lost":
      return state.status === "paused" ? "paused" : "reconnecting";
    case "refused":
    case "offline":
      return "offline";
    case "opening":
      // A living connection that is made anew for other topics is not worth a word.
      return state.status === "offline" ? "reconnecting" : state.status;
    case "tick": {
      if (state.status === "offline" || state.since === 0) return state.status;
      return at - (state.heardAt ?? state.since) > SILENCE_MS ? "paused" : state.status;
    }
  }
}

/** It never goes back, but for a server that knows of an older truth than this page could. */
function nextCurrentTo(
  { currentTo }: LiveState,
  status: LiveState["status"],
  input: "event" | DataState,
  at: number,
): number | null {
  if (typeof input === "object") {
    const told = at - input.ageMs;
    return status === "paused" ? told : Math.max(told, currentTo ?? told);
  }
  return status === "live" ? at : currentTo;
}
