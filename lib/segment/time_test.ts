import { expect } from "@std/expect";
import { timeOf } from "@/lib/segment/time.ts";

const now = new Date("2026-03-10T12:00:00Z");
const at = (time: string) => new Date(`2026-03-10T${time}Z`);

Deno.test("a time is corrected by how wrong the sender's clock is when it sends", () => {
  // The clock is two hours fast: what it calls 13:55 was five minutes before it sent.
  expect(timeOf({ timestamp: at("13:55:00"), sentAt: at("14:00:00") }, now)).toEqual({
    ts: at("11:55:00"),
    corrected: true,
  });
  expect(timeOf({ originalTimestamp: at("09:00:00"), sentAt: at("10:30:00") }, now).ts).toEqual(
    at("10:30:00"),
  );
});

Deno.test("a time that Segment's servers corrected is left alone, and one without sentAt too", () => {
  const timestamp = at("11:00:00");
  const untouched = { ts: timestamp, corrected: false };
  expect(timeOf({ timestamp, sentAt: at("14:00:00"), receivedAt: at("11:00:01") }, now)).toEqual(untouched);
  expect(timeOf({ timestamp, sentAt: at("14:00:00"), originalTimestamp: at("13:59:00") }, now)).toEqual(
    untouched,
  );
  expect(timeOf({ timestamp }, now)).toEqual(untouched);
  expect(timeOf({ timestamp, sentAt: null }, now)).toEqual(untouched);
  expect(timeOf({ sentAt: at("14:00:00") }, now)).toEqual({ ts: null, corrected: false });
});
