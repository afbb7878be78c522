import { expect } from "@std/expect";
import { streamLines } from "@/lib/exports/text_stream.ts";
import { waitFor } from "@/testing/wait.ts";

/** Lines without end, and whether their source has been closed. */
function endlessLines() {
  const source = { isClosed: false };
  async function* lines() {
    try {
      while (true) yield await Promise.resolve("x".repeat(10_000));
    } finally {
      source.isClosed = true;
    }
  }
  return { source, lines: lines() };
}

Deno.test("an answer of which nothing is taken any more frees its source and is cut off", async () => {
  const { source, lines } = endlessLines();
  const reader = (await streamLines(lines, "", 20)).getReader();
  expect((await reader.read()).value?.byteLength).toBe(20_000);
  await waitFor("the source to be closed", () => Promise.resolve(source.isClosed));
  await expect(reader.read()).rejects.toThrow(/Nobody took anything/);
});

Deno.test("a receiver that goes away frees the source", async () => {
  const { source, lines } = endlessLines();
  const stream = await streamLines(lines);
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  expect(source.isClosed).toBe(true);
});
