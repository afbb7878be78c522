import { expect } from "@std/expect";
import { MalformedError, TooLargeError, UnsupportedMediaError } from "@/lib/platform/errors.ts";
import { readCloudEvents } from "@/lib/cloudevents/http_message.ts";

function request(body: BodyInit | null, headers: Record<string, string>): Request {
  return new Request("http://localhost/api/v1/cloudevents", { method: "POST", body, headers });
}

async function gzip(chunks: Iterable<string>): Promise<Blob> {
  const stream = ReadableStream.from(chunks).pipeThrough(new TextEncoderStream());
  return await new Response(stream.pipeThrough(new CompressionStream("gzip"))).blob();
}

const STRUCTURED = { "content-type": "application/cloudevents+json; charset=utf-8" };
const BATCHED = { "content-type": "application/cloudevents-batch+json" };

Deno.test("structured and batched messages hold their events in the body", async () => {
  const event = { specversion: "1.0", id: "1" };
  const structured = await readCloudEvents(request(JSON.stringify(event), STRUCTURED));
  expect([structured.events, structured.pointerOf(0)]).toEqual([[event], ""]);
  const batched = await readCloudEvents(request(JSON.stringify([event, 5]), BATCHED));
  expect([batched.events, batched.pointerOf(1)]).toEqual([[event, 5], "/1"]);
  expect((await readCloudEvents(request("[]", BATCHED))).events).toEqual([]);
});

Deno.test("a binary message has its attributes in headers, percent-encoded or quoted", async () => {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "ce-specversion": "1.0",
    "CE-ID": "Euro%20%E2%82%AC%20%F0%9F%98%80",
    "ce-source": '"/a \\"b\\""',
  };
  const attributes = { specversion: "1.0", id: "Euro € 😀", source: '/a "b"' };
  expect((await readCloudEvents(request('{"count":2}', headers))).events).toEqual([
    { ...attributes, data: { count: 2 } },
  ]);
  expect((await readCloudEvents(request(null, headers))).events).toEqual([attributes]);
  const xml = { ...headers, "content-type": "text/xml" };
  expect((await readCloudEvents(request("<count>2</count>", xml))).events).toEqual([attributes]);
});

Deno.test("what cannot be read is refused with the reason", async () => {
  const read = (body: BodyInit | null, headers: Record<string, string>) =>
    readCloudEvents(request(body, headers));
  await expect(read("{", STRUCTURED)).rejects.toThrow(MalformedError);
  await expect(read("{}", BATCHED)).rejects.toThrow(/not what is expected/);
  await expect(read("{}", { "content-type": "application/json" })).rejects.toThrow(UnsupportedMediaError);
  await expect(read("x", { "content-type": "application/cloudevents+avro", "ce-id": "1" })).rejects.toThrow(
    UnsupportedMediaError,
  );
  // An overlong encoding of a space, and a percent sign that stands for itself.
  for (const id of ["%C0%A0", "100%"]) {
    await expect(read("{}", { "content-type": "application/json", "ce-id": id })).rejects.toThrow(
      /The header ce-id is not percent-encoded UTF-8/,
    );
  }
});

Deno.test("a gzipped body is unpacked, and only as far as the limit", async () => {
  const headers = { ...STRUCTURED, "content-encoding": "gzip" };
  expect((await readCloudEvents(request(await gzip(['{"id":"1"}']), headers))).events).toEqual([{ id: "1" }]);
  // 64 megabytes of zeros in less than a tenth of one, which a limit on what is sent would let through.
  const zeros = "0".repeat(1024 * 1024);
  const bomb = await gzip(function* () {
    for (let count = 0; count < 64; count++) yield zeros;
  }());
  expect(bomb.size).toBeLessThan(100 * 1024);
  const withoutLength = request(bomb.stream(), headers);
  await expect(readCloudEvents(withoutLength)).rejects.toThrow(TooLargeError);
});
