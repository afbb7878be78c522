import { LIMITS } from "@/lib/platform/limits.ts";

/** How much is gathered before it is sent: enough to be quick, little enough to need no memory. */
const CHUNK_CHARACTERS = 16_384;

/**
 * Streams lines as the receiver takes them, so that a file of any length needs the memory of a few lines. The first
 * line is read before this resolves: what fails at once can still be answered with a problem; what fails later cuts
 * the stream off, so that nobody takes it for whole. A receiver that goes away ends the source.
 *
 * @param head what comes before the first line
 */
export async function streamLines(
  lines: AsyncIterable<string>,
  head = "",
  stallMs: number = LIMITS.answerStallMs,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const iterator = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let next = await iterator.next();
  let chunk = head;
  let stall: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream({
    async pull(controller) {
      clearTimeout(stall);
      while (!next.done && chunk.length < CHUNK_CHARACTERS) {
        chunk += next.value;
        next = await iterator.next();
      }
      if (chunk !== "") controller.enqueue(encoder.encode(chunk));
      chunk = "";
      if (next.done) return controller.close();
      stall = setTimeout(() => {
        controller.error(new Error(`Nobody took anything of the answer for ${stallMs} ms`));
        iterator.return?.().catch(() => {});
      }, stallMs);
    },
    async cancel() {
      clearTimeout(stall);
      await iterator.return?.();
    },
  }, { highWaterMark: 0 });
}
