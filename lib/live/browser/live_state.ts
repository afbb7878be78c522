/** What a page may say of its connection. Pure. */

export interface LiveState {
  /** `stale`: nothing was heard for so long that what is shown may be out of date. */
  status: "connecting" | "live" | "reconnecting" | "offline" | "stale";
  /** When this status began (epoch, ms); 0 before the first attempt. */
  since: number;
  /** When the connection last gave a sign of life (epoch, ms). */
  lastEventAt: number | null;
}

/** `refused`: signed out, or not allowed. `tick`: nothing happened, time passed. */
export type LiveInput = "opening" | "heard" | "lost" | "refused" | "offline" | "tick";

export const INITIAL_STATE: LiveState = { status: "connecting", since: 0, lastEventAt: null };

/** Three heartbeats of the server. */
export const SILENCE_MS = 45_000;

export function nextState(state: LiveState, input: LiveInput, at: number): LiveState {
  const status = nextStatus(state, input, at);
  const lastEventAt = input === "heard" ? at : state.lastEventAt;
  if (status === state.status && state.since > 0) {
    return lastEventAt === state.lastEventAt ? state : { ...state, lastEventAt };
  }
  return { status, since: at, lastEventAt };
}

function nextStatus(state: LiveState, input: LiveInput, at: number): LiveState["status"] {
  switch (input) {
    case "heard":
      return "live";
    case "lost":
      return state.status === "stale" ? "stale" : "reconnecting";
    case "refused":
    case "offline":
      return "offline";
    case "opening":
      // A living connection that is made anew for other topics is not worth a word.
      return state.status === "offline" ? "reconnecting" : state.status;
    case "tick": {
      if (state.status === "offline" || state.since === 0) return state.status;
      return at - (state.lastEventAt ?? state.since) > SILENCE_MS ? "stale" : state.status;
    }
  }
}
