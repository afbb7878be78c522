import { expect } from "@std/expect";
import { connectionNotice } from "@/components/shell/connection_words.ts";
import type { LiveState } from "@/lib/live/browser/live_state.ts";

const HEARD = Date.parse("2026-03-10T08:41:30Z");

const said = (status: LiveState["status"], online: boolean, lastEventAt: number | null = HEARD) =>
  connectionNotice({ status, since: HEARD + 60_000, lastEventAt }, online, "Europe/Berlin");

Deno.test("a page that follows, or is about to, says nothing", () => {
  expect([said("live", true), said("connecting", true), said("reconnecting", true)]).toEqual([
    null,
    null,
    null,
  ]);
});

Deno.test("offline and stale say since when, in the reader's zone", () => {
  expect(said("offline", false)).toBe(
    "You are offline. This page shows what was known at 09:41, and catches up when the network is back",
  );
  expect(said("stale", true)).toBe(
    "The server has not been heard from since 09:41. This page shows what was known then, and catches up by itself",
  );
  expect(said("offline", true)).toBe("This page gets no news since 09:41. Reload it to go on");
});

Deno.test("where nothing was ever heard it counts from the first attempt", () => {
  expect(said("stale", true, null)).toContain("since 09:42");
});
