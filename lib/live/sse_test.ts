import { expect } from "@std/expect";
import { encodeSse, formatSse, heartbeat, resync } from "@/lib/live/sse.ts";

Deno.test("an event is its fields, a line each, and an empty line", () => {
  expect(formatSse({ id: "5-0", event: "score", data: '{"score":65}' })).toBe(
    'id: 5-0\nevent: score\ndata: {"score":65}\n\n',
  );
  expect(formatSse({ comment: "connected", retryMs: 2_000 })).toBe(": connected\nretry: 2000\n\n");
});

Deno.test("every line of data and of a comment becomes a line of its own, whatever ends it", () => {
  expect(formatSse({ data: "one\ntwo\r\nthree\rfour" })).toBe(
    "data: one\ndata: two\ndata: three\ndata: four\n\n",
  );
  expect(formatSse({ comment: "one\ntwo" })).toBe(": one\n: two\n\n");
});

Deno.test("a line end in an id or a name is refused: it would begin another field", () => {
  expect(() => formatSse({ id: "5-0\ndata: forged" })).toThrow("is not one line");
  expect(() => formatSse({ event: "score\r" })).toThrow("is not one line");
  expect(() => formatSse({ id: "5\0" })).toThrow("is not one line");
});

Deno.test("heartbeat and resync carry the position, a heartbeat how the data is", () => {
  expect(formatSse(heartbeat("7-1", { paused: false, ageMs: 1_200 }))).toBe(
    ': heartbeat\nid: 7-1\nevent: heartbeat\ndata: {"paused":false,"ageMs":1200}\n\n',
  );
  expect(formatSse(heartbeat(null, { paused: true, ageMs: 60_000 }))).toBe(
    ': heartbeat\nevent: heartbeat\ndata: {"paused":true,"ageMs":60000}\n\n',
  );
  expect(formatSse(resync("7-1"))).toBe("id: 7-1\nevent: resync\ndata: {}\n\n");
});

Deno.test("bytes are UTF-8", () => {
  expect(encodeSse({ data: "é" })).toEqual(
    new Uint8Array([0x64, 0x61, 0x74, 0x61, 0x3a, 0x20, 0xc3, 0xa9, 0x0a, 0x0a]),
  );
});
