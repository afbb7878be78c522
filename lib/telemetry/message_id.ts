/** Derives a messageId for an event that came without one. */
import { createHash, randomUUID } from "node:crypto";
import type { TelemetryEvent } from "@/lib/telemetry/schema.ts";

/**
 * - With an Idempotency-Key: from the key and the content, so that the same request sent again gives the same ids.
 * - Without one, but with a time: from the content, so that the same event sent again counts once.
 * - With neither there is nothing to tell a repetition from a second event: each is an event of its own.
 *
 * `occurrence` tells identical events within one request apart: two of them mean two. The client takes no part: an id
 * is unique within its client anyway, and so a parked event keeps its id when the client becomes known.
 */
function deriveMessageId(
  event: TelemetryEvent,
  options: { idempotencyKey: string | null; occurrence: number },
): string {
  if (options.idempotencyKey === null && event.ts === undefined) return `random:${randomUUID()}`;
  const hash = createHash("sha256");
  hash.update(JSON.stringify([options.idempotencyKey, options.occurrence, contentOf(event)]));
  return `derived:${hash.digest("base64url")}`;
}

/**
 * Gives the events of one request their ids, in order.
 *
 * @returns takes an event and what names its client
 */
export function messageIdentifier(
  idempotencyKey: string | null,
): (event: TelemetryEvent, client: string) => string {
  const occurrences = new Map<string, number>();
  return function identify(event, client) {
    const identity = `${client}:${contentOf(event)}`;
    const occurrence = occurrences.get(identity) ?? 0;
    occurrences.set(identity, occurrence + 1);
    return event.messageId ?? deriveMessageId(event, { idempotencyKey, occurrence });
  };
}

/** What makes two events of a request identical. */
function contentOf(event: TelemetryEvent): string {
  return JSON.stringify([event.type, event.ts?.toISOString() ?? null, event.count, event.userId ?? null]);
}
