import type { SseEvent } from "@/lib/live/sse.ts";

/** Reads server-sent events from a stream of bytes, for tests. */
export class SseReader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
      .getReader();
  }

  /** The next block, comments and heartbeats included; `null` at the end. */
  async nextBlock(): Promise<SseEvent | null> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return parseBlock(block);
      }
      const { value, done } = await this.#reader.read();
      if (done) return null;
      this.#text += value;
    }
  }

  /** The next event that is not a heartbeat; `null` at the end. */
  async next(): Promise<SseEvent | null> {
    for (;;) {
      const block = await this.nextBlock();
      if (block === null || (block.event !== undefined && block.event !== "heartbeat")) return block;
    }
  }

  async cancel(): Promise<void> {
    await this.#reader.cancel();
  }
}

function parseBlock(block: string): SseEvent {
  const event: SseEvent = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (field === "") event.comment = value;
    else if (field === "retry") event.retryMs = Number(value);
    else if (field === "id" || field === "event") event[field] = value;
    else if (field === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
  }
  return event;
}
