import { expect } from "@std/expect";
import { INITIAL_STATE, type LiveInput, type LiveState, nextState } from "@/lib/live/browser/live_state.ts";

/** Each input a second after the one before, from second 1 on. */
function after(...inputs: LiveInput[]): LiveState {
  return inputs.reduce((state, input, index) => nextState(state, input, (index + 1) * 1_000), INITIAL_STATE);
}

Deno.test("a connection is live from its first sign of life on, and says when that was", () => {
  expect(after("opening")).toEqual({ status: "connecting", since: 1_000, lastEventAt: null });
  expect(after("opening", "heard", "heard")).toEqual({ status: "live", since: 2_000, lastEventAt: 3_000 });
});

Deno.test("a lost connection is reconnecting until it is heard again", () => {
  expect(after("opening", "heard", "lost", "lost", "opening")).toEqual({
    status: "reconnecting",
    since: 3_000,
    lastEventAt: 2_000,
  });
  expect(after("opening", "heard", "lost", "heard")).toMatchObject({ status: "live", since: 4_000 });
});

Deno.test("a living connection that is made anew for other topics stays live", () => {
  expect(after("opening", "heard", "opening")).toMatchObject({ status: "live", since: 2_000 });
});

Deno.test("after 45 s of silence what is shown is stale, whatever the connection says", () => {
  const live = after("opening", "heard");
  expect(nextState(live, "tick", 47_000)).toBe(live);
  expect(nextState(live, "tick", 47_001)).toEqual({ status: "stale", since: 47_001, lastEventAt: 2_000 });
  const stale = nextState(live, "tick", 47_001);
  expect(nextState(stale, "lost", 48_000)).toBe(stale);
  expect(nextState(stale, "heard", 49_000)).toMatchObject({ status: "live", since: 49_000 });
});

Deno.test("without a network, or signed out, it is offline, and no time makes it anything else", () => {
  expect(after("opening", "heard", "offline").status).toBe("offline");
  expect(after("opening", "refused").status).toBe("offline");
  expect(nextState(after("opening", "refused"), "tick", 100_000).status).toBe("offline");
  expect(after("opening", "offline", "opening").status).toBe("reconnecting");
});
