/** The answers that say no, each described once: status, meaning, headers and an example. */
import type { ZodOpenApiResponseObject } from "zod-openapi";
import { requestIdHeader, retryAfterHeader } from "@/lib/openapi/headers.ts";
import { type Problem, problemSchema } from "@/lib/http/problem.ts";

interface ProblemFacts {
  name: string;
  description: string;
  example: Pick<Problem, "type" | "title" | "detail" | "errors">;
  headers?: ZodOpenApiResponseObject["headers"];
}

const FACTS = {
  400: {
    name: "MalformedRequest",
    description: "The query, a header or the body cannot be read. `errors` names each query parameter",
    example: {
      type: "urn:cip:problem:malformed-request",
      title: "The request cannot be read",
      detail: "The query is not valid: limit must be at most 100",
      errors: [{ pointer: "limit", detail: "must be at most 100" }],
    },
  },
  401: {
    name: "Unauthenticated",
    description: "No valid write key as the user name of Basic authentication",
    example: {
      type: "urn:cip:problem:unauthenticated",
      title: "Authentication needed",
      detail: "The request carries no valid write key; send it as the user name of Basic authentication",
    },
    headers: {
      "WWW-Authenticate": {
        description: "How to authenticate",
        required: true,
        schema: { type: "string", example: 'Basic realm="segment", charset="UTF-8"' },
      },
    },
  },
  403: {
    name: "Forbidden",
    description:
      "This installation does not allow it, and the detail names the setting; or a page of another site sent it",
    example: {
      type: "urn:cip:problem:forbidden",
      title: "Not allowed",
      detail: "Simulation is not allowed on this installation (ALLOW_SIMULATION)",
    },
  },
  404: {
    name: "NotFound",
    description: "There is no such thing",
    example: {
      type: "urn:cip:problem:not-found",
      title: "Not found",
      detail: 'No client has the id "external:acme"',
    },
  },
  405: {
    name: "MethodNotAllowed",
    description: "The path exists, but not with this method",
    example: {
      type: "urn:cip:problem:method-not-allowed",
      title: "Method not allowed",
      detail: "PUT is not possible here; allowed are GET, POST, HEAD, OPTIONS",
    },
    headers: {
      Allow: {
        description: "The methods that are possible",
        required: true,
        schema: { type: "string", example: "GET, POST, HEAD, OPTIONS" },
      },
    },
  },
  408: {
    name: "Incomplete",
    description: "The body did not arrive whole, or not in time; nothing was changed",
    example: {
      type: "urn:cip:problem:request-timeout",
      title: "The request did not arrive whole",
      detail: "The body took longer than 30 s to arrive; nothing was changed, send the request again",
    },
    headers: { "Retry-After": { ...retryAfterHeader, required: true } },
  },
  409: {
    name: "Conflict",
    description: "It contradicts what is stored. With `Retry-After` it may be possible in a moment",
    example: {
      type: "urn:cip:problem:conflict",
      title: "Conflict with what is stored",
      detail: 'Another client has the externalId "acme"',
    },
    headers: { "Retry-After": { ...retryAfterHeader, required: false } },
  },
  410: {
    name: "Deleted",
    description: "There was a client of this id, and it was deleted; an external id of it is just not found",
    example: {
      type: "urn:cip:problem:deleted",
      title: "Deleted",
      detail: "This client was deleted on 31 Mar 2026, 12:00 UTC",
    },
  },
  412: {
    name: "ChangedMeanwhile",
    description: "`If-Match` names another version: it was changed since it was read",
    example: {
      type: "urn:cip:problem:precondition-failed",
      title: "Changed since it was read",
      detail: "The client was changed since it was read; it has version 4 now",
    },
  },
  413: {
    name: "TooLarge",
    description: "The body, or what it unpacks to, is over the limit, or it holds too many events",
    example: {
      type: "urn:cip:problem:too-large",
      title: "The body is too large",
      detail: "The body is larger than the limit of 64 KiB",
    },
  },
  415: {
    name: "UnsupportedMediaType",
    description: "The media type or the encoding of the body is not taken here",
    example: {
      type: "urn:cip:problem:unsupported-media-type",
      title: "Unsupported media type",
      detail: "The body must be sent as application/json",
    },
  },
  421: {
    name: "Misdirected",
    description: "The request names a host that is not this installation's (ALLOWED_HOSTS)",
    example: {
      type: "urn:cip:problem:misdirected-request",
      title: "Not a name of this server",
      detail:
        'This server does not answer to the name "cip.example"; whoever runs it can add it to ALLOWED_HOSTS',
    },
  },
  422: {
    name: "InvalidRequest",
    description: "The body is understood and wrong. `errors` points to each fault",
    example: {
      type: "urn:cip:problem:invalid-request",
      title: "The request is not valid",
      detail: "The body is not what is expected here",
      errors: [{ pointer: "/mrr", detail: "must not be negative" }],
    },
  },
  429: {
    name: "TooManyRequests",
    description: "This address has sent as many writes as it may in a minute; nothing was changed",
    example: {
      type: "urn:cip:problem:too-many-requests",
      title: "Too many requests",
      detail: "More than 60000 writes came from this address within a minute; send larger batches or wait",
    },
    headers: { "Retry-After": { ...retryAfterHeader, required: true } },
  },
  500: {
    name: "InternalError",
    description: "Something failed on our side; the log has it under the request id",
    example: {
      type: "urn:cip:problem:internal-error",
      title: "Something failed on our side",
      detail: "The request was not completed; try again, and name the request id if it happens again",
    },
  },
  503: {
    name: "Unavailable",
    description:
      "A part that is needed is away for the moment. `unavailable`: nothing was changed. `outcome-unknown`: " +
      "it went away while the request was carried out, which may have been done or not; look before you try again, or " +
      "send it again with the same `Idempotency-Key`",
    example: {
      type: "urn:cip:problem:unavailable",
      title: "Temporarily unavailable",
      detail: "The data cannot be read for the moment; try again shortly",
    },
    headers: { "Retry-After": { ...retryAfterHeader, required: false } },
  },
} as const satisfies Record<number, ProblemFacts>;

export type ProblemStatus = keyof typeof FACTS;

const responses = new Map(
  Object.entries(FACTS).map(([status, facts]) => [Number(status), toResponse(Number(status), facts)]),
);

/** The described answer, a component of its own that every operation refers to. */
export function problem(status: ProblemStatus): ZodOpenApiResponseObject {
  const response = responses.get(status);
  if (!response) throw new RangeError(`No problem has the status ${status}`);
  return response;
}

function toResponse(status: number, facts: ProblemFacts): ZodOpenApiResponseObject {
  const { name, description, example, headers } = facts;
  const value: Problem = {
    ...example,
    status,
    instance: "/api/v1/clients",
    requestId: "5b0f8a5e-0c57-4a6e-9a5b-3f1d2c4b6a79",
  };
  return {
    id: name,
    description,
    headers: { ...requestIdHeader, ...headers },
    content: { "application/problem+json": { schema: problemSchema, example: value } },
  };
}
