/** The text form of server-sent events (WHATWG HTML, section 9.2). Pure. */

import type { DataState } from "@/lib/live/data_state.ts";

export interface SseEvent {
  comment?: string;
  retryMs?: number;
  id?: string;
  event?: string;
  data?: string;
}

const LINE_END = /\r\n|\r|\n/;

/**
 * One block, with the empty line that ends it.
 *
 * @throws {TypeError} when `id` or `event` holds a line end (or `id` a NUL), which would begin another field
 */
export function formatSse({ comment, retryMs, id, event, data }: SseEvent): string {
  const lines: string[] = [];
  if (comment !== undefined) lines.push(...comment.split(LINE_END).map((line) => `: ${line}`));
  if (retryMs !== undefined) lines.push(`retry: ${retryMs}`);
  if (id !== undefined) lines.push(`id: ${oneLine("id", id)}`);
  if (event !== undefined) lines.push(`event: ${oneLine("event", event)}`);
  if (data !== undefined) lines.push(...data.split(LINE_END).map((line) => `data: ${line}`));
  return `${lines.join("\n")}\n\n`;
}

const encoder = new TextEncoder();

export function encodeSse(event: SseEvent): Uint8Array {
  return encoder.encode(formatSse(event));
}

/**
 * An event that JavaScript sees, unlike a comment: the browser learns the position, and how the data is that it follows.
 *
 * @param id `null` while the viewer has no certain position: the one it had before goes on
 */
export function heartbeat(id: string | null, state: DataState): SseEvent {
  const event = { comment: "heartbeat", event: "heartbeat", data: JSON.stringify(state) };
  return id === null ? event : { ...event, id };
}

/** Tells the viewer that events were lost to it: it must read again what it shows. `id` is where it goes on. */
export function resync(id: string): SseEvent {
  return { id, event: "resync", data: "{}" };
}

function oneLine(field: string, value: string): string {
  if (LINE_END.test(value) || value.includes("\0")) {
    throw new TypeError(
      `Cannot write the ${field} of a server-sent event: ${JSON.stringify(value)} is not one line`,
    );
  }
  return value;
}
