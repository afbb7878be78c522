/** Reading request bodies: media type, size, syntax and schema, each refused with its own reason. */
import type { z } from "zod";
import {
  DomainError,
  IncompleteError,
  InvalidError,
  MalformedError,
  TooLargeError,
  UnsupportedMediaError,
} from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { faultsOf } from "@/lib/platform/faults.ts";

const KIBIBYTE = 1024;
const JSON_TYPES = ["application/json"];
/** A change as a merge patch (RFC 7396), by its own name or as plain JSON. */
export const MERGE_PATCH_TYPES = ["application/merge-patch+json", "application/json"];

/** The media type of a request, lower case, without parameters; empty when it states none. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The body, unpacked when it comes gzipped. The limit holds for what is sent and for what it unpacks to. */
function bodyStream(request: Request): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity") return request.body;
  if (encoding !== "gzip") {
    throw new UnsupportedMediaError(`The content encoding "${encoding}" is not supported; send gzip or none`);
  }
  return request.body?.pipeThrough(new DecompressionStream("gzip")) ?? null;
}

/**
 * Reads a body as text.
 *
 * @param limitMs how long the whole of it may take to arrive
 * @throws {TooLargeError} past `maxBytes`
 * @throws {MalformedError} for broken gzip or text that is not UTF-8
 * @throws {IncompleteError} when it takes too long, or ends early: its sender went away or this process is stopping
 */
export async function readText(
  request: Request,
  maxBytes: number,
  limitMs: number = LIMITS.bodyArrivalMs,
): Promise<string> {
  const tooLarge = () => new TooLargeError(`The body is larger than the limit of ${maxBytes / KIBIBYTE} KiB`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const reader = bodyStream(request)?.getReader();
  // Nothing waits for it: the body of a clone is cancelled only when that of the original is too.
  const breakOff = () => reader?.cancel().catch(() => {});
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    breakOff();
  }, limitMs);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  try {
    for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
      bytes += chunk.value.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      text += decoder.decode(chunk.value, { stream: true });
    }
    if (isLate) throw incomplete(`took longer than ${limitMs / 1000} s to arrive`);
    return text + decoder.decode();
  } catch (error) {
    breakOff();
    if (error instanceof DomainError) throw error;
    if (!(error instanceof TypeError)) throw incomplete("did not arrive whole", error);
    throw new MalformedError("The body cannot be read: it is not valid UTF-8 or not valid gzip", {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

function incomplete(what: string, cause?: unknown): IncompleteError {
  const { retryAfterSeconds } = LIMITS;
  return new IncompleteError(`The body ${what}; nothing was changed, send the request again`, {
    cause,
    retryAfterSeconds,
  });
}

/** @throws {MalformedError} when the text is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new MalformedError(`The body is not JSON: ${reason}`, { cause: error });
  }
}

/**
 * Reads and validates a JSON body.
 *
 * @param options.optional an absent body counts as `{}`. A type that a form of any site could send is refused even so
 * @param options.mediaTypes what may be sent; `application/json` if absent
 * @throws {UnsupportedMediaError} @throws {TooLargeError} @throws {MalformedError} @throws {InvalidError}
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  options: { maxBytes?: number; optional?: boolean; mediaTypes?: readonly string[] } = {},
): Promise<z.output<Schema>> {
  const text = await readText(request, options.maxBytes ?? LIMITS.jsonBodyBytes);
  const isAbsent = options.optional === true && text.trim() === "";
  const mediaTypes = options.mediaTypes ?? JSON_TYPES;
  const mediaType = mediaTypeOf(request);
  if (!mediaTypes.includes(mediaType) && !(isAbsent && mediaType === "")) {
    throw new UnsupportedMediaError(`The body must be sent as ${mediaTypes.join(" or ")}`);
  }
  return validate(isAbsent ? {} : parseJson(text), schema);
}

/** @throws {InvalidError} with a JSON pointer for each fault */
export function validate<Schema extends z.ZodType>(value: unknown, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidError("The body is not what is expected here", { faults: faultsOf(parsed.error) });
}
