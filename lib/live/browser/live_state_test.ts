import { expect } from "@std/expect";
import {
  INITIAL_STATE,
  type LiveInput,
  type LiveState,
  nextState,
  stateSinceRendering,
} from "@/lib/live/browser/live_state.ts";

const CURRENT = { paused: false, ageMs: 300 };
const PAUSED = { paused: true, ageMs: 21_000 };

/** Each input a minute and so many seconds after the epoch: one, two, three. */
function after(...inputs: LiveInput[]): LiveState {
  return inputs.reduce(
    (state, input, index) => nextState(state, input, 60_000 + (index + 1) * 1_000),
    INITIAL_STATE,
  );
}

Deno.test("a page is live from the first word of the server on, and says up to when it is current", () => {
  expect(after("opening")).toEqual({ status: "connecting", since: 61_000, heardAt: null, currentTo: null });
  expect(after("opening", CURRENT)).toEqual({
    status: "live",
    since: 62_000,
    heardAt: 62_000,
    currentTo: 61_700,
  });
  expect(after("opening", CURRENT, "event")).toMatchObject({
    since: 62_000,
    heardAt: 63_000,
    currentTo: 63_000,
  });
  // An event was newer than what the server is sure of.
  expect(after("opening", "event", { paused: false, ageMs: 5_000 })).toMatchObject({ currentTo: 62_000 });
});

Deno.test("a connection that is open makes nothing live: the server says since when it is paused", () => {
  expect(after("opening", CURRENT, PAUSED)).toEqual({
    status: "paused",
    since: 63_000,
    heardAt: 63_000,
    currentTo: 42_000,
  });
  // Some things get through, and a connection that breaks makes nothing better.
  expect(after("opening", PAUSED, "event", "lost")).toMatchObject({ status: "paused", currentTo: 41_000 });
  expect(after("opening", PAUSED, "event", CURRENT)).toMatchObject({ status: "live", currentTo: 63_700 });
});

Deno.test("a lost connection is reconnecting until it is heard again", () => {
  expect(after("opening", CURRENT, "lost", "lost", "opening")).toEqual({
    status: "reconnecting",
    since: 63_000,
    heardAt: 62_000,
    currentTo: 61_700,
  });
  expect(after("opening", CURRENT, "lost", "event")).toMatchObject({ status: "live", since: 64_000 });
});

Deno.test("a living connection that is made anew for other topics stays live", () => {
  expect(after("opening", CURRENT, "opening")).toMatchObject({ status: "live", since: 62_000 });
});

Deno.test("after 45 s of silence what is shown is paused, whatever the connection says", () => {
  const live = after("opening", CURRENT);
  expect(nextState(live, "tick", 107_000)).toBe(live);
  const paused = nextState(live, "tick", 107_001);
  expect(paused).toEqual({ status: "paused", since: 107_001, heardAt: 62_000, currentTo: 61_700 });
  expect(nextState(paused, "lost", 108_000)).toBe(paused);
  expect(nextState(paused, "event", 109_000)).toMatchObject({ status: "live", since: 109_000 });
});

Deno.test("without a network, or signed out, it is offline, and no time makes it anything else", () => {
  expect(after("opening", CURRENT, "offline").status).toBe("offline");
  expect(after("opening", "refused").status).toBe("offline");
  expect(nextState(after("opening", "refused"), "tick", 200_000).status).toBe("offline");
  expect(after("opening", "offline", "opening").status).toBe("reconnecting");
});

Deno.test("a page that was rendered paused says so until it has heard of it itself", () => {
  const since = new Date(30_000).toISOString();
  expect(stateSinceRendering(INITIAL_STATE, since)).toMatchObject({ status: "paused", currentTo: 30_000 });
  expect(stateSinceRendering(after("opening"), since)).toMatchObject({ status: "paused", currentTo: 30_000 });
  expect(stateSinceRendering(after("opening", CURRENT), since).status).toBe("live");
  expect(stateSinceRendering(INITIAL_STATE, null)).toBe(INITIAL_STATE);
});
