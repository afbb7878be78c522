/** The text of a file: unpacked where it is gzip, and decoded as its mark says or, without one, as the mapping does. */
import { ImportError } from "@/lib/imports/errors.ts";

/** What files that are no text begin with. */
const KINDS: readonly {
  kind: "gzip" | "utf-8" | "utf-16le" | "utf-16be" | "zip" | "ole" | "pdf";
  begin: number[];
}[] = [
  { kind: "gzip", begin: [0x1f, 0x8b] },
  { kind: "utf-8", begin: [0xef, 0xbb, 0xbf] },
  { kind: "utf-16le", begin: [0xff, 0xfe] },
  { kind: "utf-16be", begin: [0xfe, 0xff] },
  { kind: "zip", begin: [0x50, 0x4b, 0x03, 0x04] },
  { kind: "ole", begin: [0xd0, 0xcf, 0x11, 0xe0] },
  { kind: "pdf", begin: [0x25, 0x50, 0x44, 0x46] },
];

const NO_TEXT = {
  zip: "it is a zip archive or an Excel workbook; unpack it, or save the sheet as CSV",
  ole: "it is an old Excel workbook; save the sheet as CSV",
  pdf: "it is a PDF; save the table as CSV",
};

/**
 * Opens a file as text, without its byte order mark.
 *
 * @param encoding holds where the file has no mark
 * @throws {ImportError} saying why it cannot be read; so does the stream while it is read
 */
export async function openText(path: string, encoding: string): Promise<ReadableStream<string>> {
  const bytes = await openBytes(path);
  const { begin, stream } = await beginOf(bytes);
  const kind = kindOf(begin);
  if (kind !== "gzip") return decoded({ begin, stream }, path, encoding);
  const unpacked = stream.pipeThrough(new DecompressionStream("gzip"));
  return decoded(await beginOf(unpacked).catch((error) => refuse(path, error)), path, encoding);
}

async function openBytes(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  try {
    return (await Deno.open(path)).readable;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new ImportError(`There is no file ${path}`, { cause: error });
    }
    return refuse(path, error);
  }
}

function decoded(
  { begin, stream }: { begin: Uint8Array; stream: ReadableStream<Uint8Array<ArrayBuffer>> },
  path: string,
  encoding: string,
): ReadableStream<string> {
  const kind = kindOf(begin);
  if (kind === "zip" || kind === "ole" || kind === "pdf") {
    throw new ImportError(`Cannot read ${path}: ${NO_TEXT[kind]}`);
  }
  const marked = kind === null || kind === "gzip" ? encoding : kind;
  if (begin.includes(0) && !marked.toLowerCase().startsWith("utf-16")) {
    throw new ImportError(
      `Cannot read ${path}: it holds zero bytes, which ${marked} text has not; ` +
        "if it is UTF-16, state encoding: utf-16le (or utf-16be) in the mapping",
    );
  }
  const text = stream.pipeThrough(new TextDecoderStream(marked));
  return ReadableStream.from(told(text, path));
}

async function* told(text: ReadableStream<string>, path: string): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    refuse(path, error);
  }
}

function refuse(path: string, error: unknown): never {
  const cause = error instanceof Error ? error.message : String(error);
  throw new ImportError(`Cannot read ${path}: ${cause}`, { cause: error });
}

/** The first chunk of a stream, and a stream that still has all of it. */
async function beginOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<{ begin: Uint8Array; stream: ReadableStream<Uint8Array<ArrayBuffer>> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* all() {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { begin: first.done ? new Uint8Array() : first.value, stream: ReadableStream.from(all()) };
}

function kindOf(bytes: Uint8Array) {
  return KINDS.find(({ begin }) => begin.every((byte, at) => bytes[at] === byte))?.kind ?? null;
}
