import { expect } from "@std/expect";
import { App } from "fresh";
import type { State } from "@/define.ts";
import { compressBody } from "@/lib/http/compression.ts";

const PAGE = "<p>Acme</p>".repeat(1_000);

async function answer(
  acceptEncoding: string | null,
  headers: Record<string, string> = { "content-type": "text/html; charset=utf-8" },
): Promise<Response> {
  const app = new App<State>().use(compressBody()).get("/", () => new Response(PAGE, { headers }));
  const request = new Request("http://localhost/", {
    headers: acceptEncoding === null ? {} : { "accept-encoding": acceptEncoding },
  });
  return await app.handler()(request);
}

Deno.test("a page is sent as gzip to who takes it, and unpacks to the same", async () => {
  const response = await answer("gzip, deflate, br");
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(response.headers.get("vary")).toBe("Accept-Encoding");
  const packed = await response.bytes();
  expect(packed.length).toBeLessThan(PAGE.length / 10);
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  expect(await new Response(unpacked).text()).toBe(PAGE);
});

Deno.test("who does not take gzip gets the page as it is, and caches are told that this may differ", async () => {
  for (const acceptEncoding of [null, "br", "gzip;q=0", "identity, gzip; q=0.0"]) {
    const response = await answer(acceptEncoding);
    expect([acceptEncoding, response.headers.get("content-encoding")]).toEqual([acceptEncoding, null]);
    expect(response.headers.get("vary")).toBe("Accept-Encoding");
    expect(await response.text()).toBe(PAGE);
  }
});

Deno.test("what has a strong tag, the event stream and what is packed already are left alone", async () => {
  const left = [
    { "content-type": "text/html", etag: '"1"' },
    { "content-type": "text/event-stream" },
    { "content-type": "application/json" },
    { "content-type": "text/html", "content-encoding": "br" },
  ];
  for (const headers of left) {
    const response = await answer("gzip", headers as Record<string, string>);
    expect(response.headers.get("content-encoding")).not.toBe("gzip");
    expect(await response.text()).toBe(PAGE);
  }
});
