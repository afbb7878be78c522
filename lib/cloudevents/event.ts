/** From a CloudEvent to an event of our own. */
import { createHash } from "node:crypto";
import { faultsOf } from "@/lib/platform/faults.ts";
import { type CloudEvent, cloudEventSchema } from "@/lib/cloudevents/schema.ts";
import { typeOfDottedName } from "@/lib/telemetry/event_names.ts";
import { isRefused, type Refused } from "@/lib/telemetry/outcome.ts";

/** An event for intake, and where its parts stand in the CloudEvent. */
export interface ReadEvent {
  event: Record<string, unknown>;
  pointers: Readonly<Record<string, string>>;
}

/** Longer ids are taken as their digest. */
const MESSAGE_ID_LENGTH_MAX = 255;

export function readCloudEvent(sent: unknown): ReadEvent | Refused {
  const parsed = cloudEventSchema.safeParse(sent);
  if (!parsed.success) {
    const [fault] = faultsOf(parsed.error);
    return refused(fault?.pointer ?? "", fault?.detail ?? "is not a CloudEvent");
  }
  const { subject, account, type: name, time } = parsed.data;
  const externalId = account ?? subject ?? null;
  if (externalId === null) return refused("", "names no account: subject is missing");
  const type = typeOfDottedName(name);
  if (type === null) {
    return refused("/type", "has no letter from A to Z and no digit to make a telemetry type of");
  }
  const data = dataOf(parsed.data);
  if (isRefused(data)) return data;
  return {
    event: {
      messageId: messageIdOf(parsed.data),
      externalId,
      type,
      ...(time ? { ts: time.toISOString() } : {}),
      ...data.facts,
    },
    pointers: {
      "/messageId": "/id",
      "/externalId": account ? "/account" : "/subject",
      "/ts": "/time",
      "/count": `${data.pointer}/count`,
      "/userId": `${data.pointer}/userId`,
    },
  };
}

function refused(pointer: string, reason: string): Refused {
  return { status: "rejected", pointer, reason };
}

/** The pair of source and id; a digest of it where a `#` in the id could make two pairs read the same. */
function messageIdOf({ source, id }: CloudEvent): string {
  const pair = `${source}#${id}`;
  // Ids of our own are trimmed and hold no control characters.
  if (
    pair.length <= MESSAGE_ID_LENGTH_MAX && !id.includes("#") && !/\p{Cc}|^\s|\s$/u.test(pair)
  ) {
    return pair;
  }
  return `cloudevent:${createHash("sha256").update(JSON.stringify([source, id])).digest("base64url")}`;
}

/** What the data says that matters here: how many, and who. */
function dataOf(event: CloudEvent): { facts: Record<string, unknown>; pointer: string } | Refused {
  const { data, data_base64: base64 } = event;
  if (base64 === null || base64 === undefined) return { facts: factsOf(data), pointer: "/data" };
  if (data !== undefined) return refused("/data_base64", "must not be there beside data");
  if (!isJson(event.datacontenttype ?? "")) return { facts: {}, pointer: "" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.fromBase64(base64));
    return { facts: factsOf(JSON.parse(text)), pointer: "/data_base64" };
  } catch {
    return refused("/data_base64", "is not JSON in base64, as datacontenttype says it is");
  }
}

function factsOf(data: unknown): Record<string, unknown> {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return {};
  const { count, userId } = data as { count?: unknown; userId?: unknown };
  return {
    ...(count === undefined || count === null ? {} : { count }),
    ...(userId === undefined || userId === null ? {} : { userId }),
  };
}

/** Whether a media type says that the content is JSON. */
export function isJson(mediaType: string): boolean {
  const essence = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  return essence.endsWith("/json") || essence.endsWith("+json");
}
