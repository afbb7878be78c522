/** The three ways CloudEvents travel by HTTP: https://github.com/cloudevents/spec (HTTP protocol binding) */
import { MalformedError, UnsupportedMediaError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { mediaTypeOf, parseJson, readText, validate } from "@/lib/http/body.ts";
import { isJson } from "@/lib/cloudevents/event.ts";
import { cloudEventBatchSchema } from "@/lib/cloudevents/schema.ts";

/** The events of a request, not yet validated, and where each stands in it. */
export interface CloudEventsMessage {
  events: unknown[];
  pointerOf: (index: number) => string;
}

const PREFIX = "ce-";

/**
 * Reads structured, batched and binary messages.
 *
 * @throws {UnsupportedMediaError} @throws {MalformedError} @throws {InvalidError} @throws {TooLargeError}
 */
export async function readCloudEvents(request: Request): Promise<CloudEventsMessage> {
  const mediaType = mediaTypeOf(request);
  if (mediaType === "application/cloudevents+json") {
    return { events: [parseJson(await readBody(request))], pointerOf: () => "" };
  }
  if (mediaType === "application/cloudevents-batch+json") {
    const events = validate(parseJson(await readBody(request)), cloudEventBatchSchema);
    return { events, pointerOf: (index) => `/${index}` };
  }
  const attributes = attributesOf(request.headers);
  if (mediaType.startsWith("application/cloudevents") || attributes.size === 0) {
    const given = mediaType === "" ? "none" : `"${mediaType}"`;
    throw new UnsupportedMediaError(
      "The body must be sent as application/cloudevents+json or application/cloudevents-batch+json, or as data of any " +
        `type with the event's attributes in ${PREFIX} headers; the content type is ${given} and there are no such headers`,
    );
  }
  return { events: [await readBinary(request, attributes)], pointerOf: () => "" };
}

function readBody(request: Request): Promise<string> {
  return readText(request, LIMITS.telemetryBodyBytes);
}

/** Data that is not JSON says nothing here and is not read. */
async function readBinary(request: Request, attributes: ReadonlyMap<string, string>): Promise<unknown> {
  const event = Object.fromEntries(attributes);
  if (!isJson(mediaTypeOf(request))) {
    await request.body?.cancel();
    return event;
  }
  const text = await readBody(request);
  return text === "" ? event : { ...event, data: parseJson(text) };
}

function attributesOf(headers: Headers): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of headers) {
    if (name.startsWith(PREFIX)) attributes.set(name.slice(PREFIX.length), decodeHeader(name, value));
  }
  return attributes;
}

/** Takes off the quotes that older senders put around a value, then decodes the percent escapes. */
function decodeHeader(name: string, value: string): string {
  const quoted = /^"(.*)"$/.exec(value)?.[1];
  try {
    return decodeURIComponent(quoted === undefined ? value : quoted.replace(/\\(.)/g, "$1"));
  } catch (error) {
    throw new MalformedError(`The header ${name} is not percent-encoded UTF-8: ${value}`, { cause: error });
  }
}
