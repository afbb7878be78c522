/** Headers of requests and answers, each described once. */
import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";

export const requestIdHeader = {
  "X-Request-Id": {
    description:
      "Id of the request; the caller's own if it sent one of 8 to 64 letters, digits, `_`, `.`, `-`",
    required: true,
    schema: { type: "string", pattern: "^[\\w.-]{8,64}$" },
  },
} as const;

export const retryAfterHeader = {
  description: "Seconds to wait before trying again",
  schema: { type: "integer", minimum: 1, example: LIMITS.retryAfterSeconds },
} as const;

const etagText = { type: "string", example: '"3-hX2m0PzSg7ktb3mXyU4TQA"' } as const;

export const etagHeader = {
  ETag: {
    description: "Of the content; give it as `If-None-Match` to learn whether it still holds",
    required: true,
    schema: etagText,
  },
} as const;

export const versionHeader = {
  ETag: {
    description: "Version and content; give it as `If-Match` to the next write, so that none is lost",
    required: true,
    schema: etagText,
  },
} as const;

export const locationHeader = {
  Location: {
    description: "Address of what was created",
    required: true,
    schema: { type: "string", example: "/api/v1/clients/66f0a1b2c3d4e5f601234567" },
  },
} as const;

export const ifNoneMatch = z.string().optional().meta({
  description: "The ETag that is known already; answered with 304 while it holds",
  example: '"3-hX2m0PzSg7ktb3mXyU4TQA"',
});

export const ifMatch = z.string().optional().meta({
  description:
    "The ETag of the version that was read; the write is refused with 412 when there is a newer one",
  example: "*",
});

export const idempotencyKey = z.string().regex(/^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/).optional()
  .meta({
    description: `A name of your own for this very request. Sent again with the same key and body within ${
      LIMITS.idempotencyKeptSeconds / 3600
    } hours it is answered as before and done once; with another body it is refused with 422`,
    example: "import-2026-03-31-acme",
  });

/** Of the intakes: they need no store of answers, an event counts once by its own id. */
export const senderKey = z.string().optional().meta({
  description: "Goes into the ids of events that have none, so that the same request sent again counts once",
  example: "import-2026-03-31-acme",
});
