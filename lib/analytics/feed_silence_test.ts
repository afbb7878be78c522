import { expect } from "@std/expect";
import { feedSilenceNotice } from "@/lib/analytics/feed_silence.ts";

const NOW = new Date("2027-03-12T14:05:00Z");

Deno.test("a feed is silent after more than a day without an event of anyone", () => {
  expect(feedSilenceNotice({ clients: 3, newestEventAt: "2027-03-11T14:05:00Z" }, NOW)).toBeNull();
  expect(feedSilenceNotice({ clients: 3, newestEventAt: "2027-03-11T14:04:59Z" }, NOW)).toEqual({
    title: "Feed silent: no client has sent telemetry since 11 Mar 2027, 14:04 UTC",
    text:
      "The last event came 1 day ago. When nobody sends anything, the fault is most likely in the feed and not with " +
      "the clients: scores fall for want of data, so do not act on them. Check what sends events to /api/v1/telemetry",
  });
});

Deno.test("where nothing ever came, or nobody is there to send, the feed is not silent", () => {
  expect(feedSilenceNotice({ clients: 3, newestEventAt: null }, NOW)).toBeNull();
  expect(feedSilenceNotice({ clients: 0, newestEventAt: "2027-01-01T00:00:00Z" }, NOW)).toBeNull();
});
