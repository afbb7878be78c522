import { expect } from "@std/expect";
import { z } from "zod";
import { readJson, readText } from "@/lib/http/body.ts";
import {
  IncompleteError,
  MalformedError,
  TooLargeError,
  UnsupportedMediaError,
} from "@/lib/platform/errors.ts";

/** A body that never ends by itself, as one that is still being sent. */
function endless(chunk: Uint8Array<ArrayBuffer>): Request {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(chunk);
    },
  });
  return new Request("http://localhost/", { method: "POST", body });
}

/** A body that begins and then fails, or says nothing more. */
function stuck(fault?: Error): { request: Request; isCancelled: () => boolean } {
  let cancelled = false;
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"name":'));
    },
    pull(controller) {
      if (fault) controller.error(fault);
    },
    cancel() {
      cancelled = true;
    },
  });
  const request = new Request("http://localhost/", { method: "POST", body });
  return { request, isCancelled: () => cancelled };
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

Deno.test("a body that does not arrive in time is refused and read no further, also that of a clone", async () => {
  const { request, isCancelled } = stuck();
  await expect(readText(request.clone(), 100, 10)).rejects.toThrow(IncompleteError);
  await expect(readText(request, 100, 10)).rejects.toThrow(/took longer than 0.01 s to arrive; nothing was/);
  expect(isCancelled()).toBe(true);
});

Deno.test("a body that breaks off may be sent again", async () => {
  const { request } = stuck(new Deno.errors.BadResource("gone"));
  const error = await readText(request, 100).catch((error) => error);
  expect(error).toBeInstanceOf(IncompleteError);
  expect(error.retryAfterSeconds).toBeGreaterThan(0);
});

Deno.test("an absent body may stand for {}, but not as something that a form of another site could send", async () => {
  const ask = (type: string | null) => {
    const request = new Request("http://localhost/", { method: "POST", body: "" });
    request.headers.delete("content-type");
    if (type !== null) request.headers.set("content-type", type);
    return readJson(request, z.strictObject({}), { optional: true });
  };
  expect(await ask(null)).toEqual({});
  expect(await ask("application/json")).toEqual({});
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    await expect(ask(type)).rejects.toThrow(UnsupportedMediaError);
  }
});

Deno.test("a body that breaks off because its sender went away is refused, and no failure of ours", async () => {
  const read = Promise.withResolvers<string>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const text = readText(request, 10_000);
    text.then(read.resolve, read.reject);
    await text.catch(() => {});
    return new Response();
  });
  const sender = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
  await sender.write(
    new TextEncoder().encode("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n[1, 2"),
  );
  sender.close();

  await expect(read.promise).rejects.toThrow(IncompleteError);
  await server.shutdown();
});
