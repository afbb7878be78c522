/** The two forms in which telemetry is posted: one JSON document, or a JSON document a line (NDJSON). */
import { InvalidError, MalformedError, TooLargeError, UnsupportedMediaError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { mediaTypeOf, parseJson, readText, validate } from "@/lib/http/body.ts";
import { telemetryBodySchema } from "@/lib/telemetry/schema.ts";

const NDJSON_TYPES = ["application/x-ndjson", "application/ndjson", "application/jsonl"];

/**
 * The entries of a telemetry request, not yet validated; a line that is not JSON is an `Error` in its place.
 *
 * @throws {UnsupportedMediaError} @throws {MalformedError} @throws {InvalidError} @throws {TooLargeError}
 */
export async function readTelemetry(request: Request): Promise<unknown[]> {
  const mediaType = mediaTypeOf(request);
  const entries = mediaType === "application/json"
    ? validate(parseJson(await readText(request, LIMITS.telemetryBodyBytes)), telemetryBodySchema).events
    : NDJSON_TYPES.includes(mediaType)
    ? parseLines(await readText(request, LIMITS.telemetryBodyBytes))
    : refuse(mediaType);
  if (entries.length > LIMITS.telemetryEventsPerRequest) {
    throw new TooLargeError(
      `The request holds ${entries.length} events; at most ${LIMITS.telemetryEventsPerRequest} go in one`,
    );
  }
  return entries;
}

function refuse(mediaType: string): never {
  const given = mediaType === "" ? "none" : `"${mediaType}"`;
  throw new UnsupportedMediaError(
    `The body must be sent as application/json or application/x-ndjson; the content type is ${given}`,
  );
}

function parseLines(text: string): unknown[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length === 0) throw new InvalidError("The body must hold at least one event");
  return lines.map((line) => {
    try {
      return parseJson(line);
    } catch (error) {
      if (error instanceof MalformedError) {
        return new Error(error.message.replace("The body is", "The line is"));
      }
      throw error;
    }
  });
}
