/** Derives a messageId for an event that came without one. */
import { createHash, randomUUID } from "node:crypto";
import type { TelemetryEvent } from "@/lib/telemetry/schema.ts";

/**
 * - With an Idempotency-Key: from the key and the content, so that the same request sent again gives the same ids.
 * - Without one, but with a time: from the content, so that the same event sent again counts once.
 * - With neither there is nothing to tell a repetition from a second event: each is an event of its own.
 *
 * `occurrence` tells identical events within one request apart: two of them mean two.
 */
export function deriveMessageId(
  event: TelemetryEvent,
  clientId: string,
  options: { idempotencyKey: string | null; occurrence: number },
): string {
  if (options.idempotencyKey === null && event.ts === undefined) return `random:${randomUUID()}`;
  const hash = createHash("sha256");
  hash.update(JSON.stringify([options.idempotencyKey, options.occurrence, clientId, contentOf(event)]));
  return `derived:${hash.digest("base64url")}`;
}

/** What makes two events of a request identical. */
export function contentOf(event: TelemetryEvent): string {
  return JSON.stringify([event.type, event.ts?.toISOString() ?? null, event.count, event.userId ?? null]);
}
