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
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const iterator = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let next = await iterator.next();
  let chunk = head;
  return new ReadableStream({
    async pull(controller) {
      while (!next.done && chunk.length < CHUNK_CHARACTERS) {
        chunk += next.value;
        next = await iterator.next();
      }
      if (chunk !== "") controller.enqueue(encoder.encode(chunk));
      chunk = "";
      if (next.done) controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  }, { highWaterMark: 0 });
}
