/** Takes the bytes that a driver sends apart into its requests, as far as a test must know them to disturb one. */

/** What a request asks for: `insert` into `telemetry`, or `xadd` to a key. Without a target it is empty. */
export interface WireCommand {
  command: string;
  target: string;
}

/** One request as it was sent, whole. */
export interface WireRequest extends WireCommand {
  bytes: Uint8Array;
}

export type Protocol = "mongodb" | "redis";

/** Collects bytes until a request is whole. */
export class WireReader {
  readonly #read: (bytes: Uint8Array) => WireRequest | null;
  #pending: Uint8Array = new Uint8Array();

  constructor(protocol: Protocol) {
    this.#read = protocol === "mongodb" ? readMongoRequest : readRedisRequest;
  }

  /** The requests that these bytes complete. */
  push(bytes: Uint8Array): WireRequest[] {
    this.#pending = concatenated(this.#pending, bytes);
    const requests: WireRequest[] = [];
    for (let request = this.#read(this.#pending); request; request = this.#read(this.#pending)) {
      requests.push(request);
      this.#pending = this.#pending.subarray(request.bytes.length);
    }
    return requests;
  }
}

const OP_MSG = 2013;
const HEADER_BYTES = 16;
/** The flags and the kind of the first section, which is the command itself for every driver of today. */
const BODY_OFFSET = HEADER_BYTES + 4 + 1;
const STRING_TYPE = 2;

/** The first element of the command's document is its name, and for most the value is the collection. */
function readMongoRequest(bytes: Uint8Array): WireRequest | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getInt32(0, true);
  if (bytes.length < length) return null;
  const whole = bytes.subarray(0, length);
  if (view.getInt32(12, true) !== OP_MSG) return { command: "", target: "", bytes: whole };
  const typeOffset = BODY_OFFSET + 4;
  const nameEnd = bytes.indexOf(0, typeOffset + 1);
  const command = text(bytes.subarray(typeOffset + 1, nameEnd));
  if (bytes[typeOffset] !== STRING_TYPE) {
    return { command, target: command === "getMore" ? collectionOf(whole) : "", bytes: whole };
  }
  const valueLength = view.getInt32(nameEnd + 1, true);
  return { command, target: text(bytes.subarray(nameEnd + 5, nameEnd + 4 + valueLength)), bytes: whole };
}

/** A `getMore` begins with the number of its cursor; the collection is its second element. */
function collectionOf(message: Uint8Array): string {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const typeOffset = message.indexOf(0, BODY_OFFSET + 5) + 1 + 8;
  const nameEnd = message.indexOf(0, typeOffset + 1);
  return text(message.subarray(nameEnd + 5, nameEnd + 4 + view.getInt32(nameEnd + 1, true)));
}

const NEW_LINE = 10;
/** Commands whose first key stands behind the script and the number of keys. */
const SCRIPTS = ["eval", "evalsha", "fcall"];

/** A command is sent as an array of byte strings, each with its length. */
function readRedisRequest(bytes: Uint8Array): WireRequest | null {
  const head = readLine(bytes, 0);
  if (head === null) return null;
  const words: string[] = [];
  let offset = head.end;
  for (let left = Number(head.text.slice(1)); left > 0; left--) {
    const size = readLine(bytes, offset);
    if (size === null) return null;
    const start = size.end;
    const end = start + Number(size.text.slice(1));
    if (bytes.length < end + 2) return null;
    if (words.length < 4) words.push(text(bytes.subarray(start, end)));
    offset = end + 2;
  }
  const command = (words[0] ?? "").toLowerCase();
  return {
    command,
    target: words[SCRIPTS.includes(command) ? 3 : 1] ?? "",
    bytes: bytes.subarray(0, offset),
  };
}

function readLine(bytes: Uint8Array, start: number): { text: string; end: number } | null {
  const end = bytes.indexOf(NEW_LINE, start);
  return end < 0 ? null : { text: text(bytes.subarray(start, end - 1)), end: end + 1 };
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
