import { expect } from "@std/expect";
import { readText } from "@/lib/http/body.ts";
import { MalformedError, TooLargeError } from "@/lib/platform/errors.ts";

/** A body that never ends by itself, as one that is still being sent. */
function endless(chunk: Uint8Array<ArrayBuffer>): Request {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(chunk);
    },
  });
  return new Request("http://localhost/", { method: "POST", body });
}

Deno.test("a body over the limit is refused before it ends, also that of a clone", async () => {
  const request = endless(new TextEncoder().encode("x".repeat(1_000)));
  await expect(readText(request.clone(), 10_000)).rejects.toThrow(TooLargeError);
  await expect(readText(request, 10_000)).rejects.toThrow(TooLargeError);
});

Deno.test("a body that is not UTF-8 is refused before it ends, also that of a clone", async () => {
  const request = endless(new Uint8Array([0xff, 0xfe]));
  await expect(readText(request.clone(), 10_000)).rejects.toThrow(MalformedError);
  await expect(readText(request, 10_000)).rejects.toThrow(MalformedError);
});

Deno.test("text in several chunks is put together, characters that a chunk cuts included", async () => {
  const bytes = new TextEncoder().encode("Käse");
  const body = ReadableStream.from([bytes.slice(0, 2), bytes.slice(2)]);
  const request = new Request("http://localhost/", { method: "POST", body });
  expect(await readText(request, 100)).toBe("Käse");
});
