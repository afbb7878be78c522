import { expect } from "@std/expect";
import { connectionNotice } from "@/components/shell/connection_words.ts";
import type { LiveState } from "@/lib/live/browser/live_state.ts";

const CURRENT = Date.parse("2026-03-10T08:41:30Z");
const READER = {
  online: true,
  behindSince: null,
  timeZone: "Europe/Berlin",
  now: "2026-03-10T08:45:00Z",
};

const said = (
  status: LiveState["status"],
  reader: Partial<typeof READER> = {},
  currentTo: number | null = CURRENT,
) =>
  connectionNotice({ status, since: CURRENT + 60_000, heardAt: null, currentTo }, { ...READER, ...reader });

Deno.test("a page that shows the present, or is about to, says nothing", () => {
  expect([said("live"), said("connecting"), said("reconnecting")]).toEqual([null, null, null]);
});

Deno.test("paused and offline say of when the page is, in the reader's zone", () => {
  expect(said("paused")).toBe(
    "What you see is how things stood at 09:41. Nothing is lost: this page catches up by itself.",
  );
  expect(said("offline", { online: false })).toBe(
    "You are offline. This page shows what was known at 09:41, and catches up when the network is back.",
  );
  expect(said("offline")).toBe("This page gets no news since 09:41. Reload it to go on.");
});

Deno.test("another day is said, and the zone where the reader is not known", () => {
  expect(said("paused", { now: "2026-03-11T09:00:00Z" })).toContain("stood at 10 Mar, 09:41.");
  expect(
    connectionNotice({ status: "paused", since: 0, heardAt: null, currentTo: CURRENT }, {
      ...READER,
      timeZone: null,
    }),
  )
    .toContain("stood at 08:41 UTC.");
});

Deno.test("a page that is live says of when those figures are that could not be read again", () => {
  const notice = connectionNotice({ status: "live", since: 0, heardAt: CURRENT, currentTo: CURRENT }, {
    ...READER,
    behindSince: CURRENT - 120_000,
  });
  expect(notice).toBe("Some figures on this page are of 09:39. They are read again until they are current.");
});

Deno.test("where nothing was ever heard it counts from the first attempt", () => {
  expect(said("paused", {}, null)).toContain("at 09:42");
});
