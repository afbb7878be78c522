/** How an operation is described: what it is for, what it takes, and every answer it can give. */
import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from "zod-openapi";
import {
  etagHeader,
  ifNoneMatch,
  locationHeader,
  requestIdHeader,
  versionHeader,
} from "@/lib/openapi/headers.ts";
import { problem, type ProblemStatus } from "@/lib/openapi/problems.ts";

export const JSON_TYPE = "application/json";
const ALWAYS: readonly ProblemStatus[] = [400, 405, 421, 500, 503];
const WITH_BODY: readonly ProblemStatus[] = [408, 413, 415, 422, 429];

type Responses = Record<`${number}`, ZodOpenApiResponseObject>;

export interface OperationFacts {
  /** Unique; the name of the call in generated clients. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  headers?: Record<string, z.ZodType>;
  body?: NonNullable<ZodOpenApiOperationObject["requestBody"]>;
  responses: Responses;
  /** Beside those that any request may meet. */
  problems?: readonly ProblemStatus[];
  security?: ZodOpenApiOperationObject["security"];
}

export function operation(facts: OperationFacts): ZodOpenApiOperationObject {
  const { id, tag, summary, description, path, query, headers, body, security } = facts;
  const cached = "304" in facts.responses ? { "If-None-Match": ifNoneMatch } : {};
  const allHeaders = { ...headers, ...cached };
  const statuses = new Set([...ALWAYS, ...(body ? WITH_BODY : []), ...(facts.problems ?? [])]);
  // What may come too often changes something, which pages of other sites may not.
  if (statuses.has(429)) statuses.add(403);
  const problems = [...statuses].sort((a, b) => a - b).map((status) => [status, problem(status)] as const);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    requestParams: {
      ...(path === undefined ? {} : { path }),
      ...(query === undefined ? {} : { query }),
      ...(Object.keys(allHeaders).length === 0 ? {} : { header: z.object(allHeaders) }),
    },
    ...(body === undefined ? {} : { requestBody: body }),
    ...(security === undefined ? {} : { security }),
    responses: { ...facts.responses, ...Object.fromEntries(problems) },
  };
}

/**
 * A JSON body with named examples.
 *
 * @param options.id its name as a component. A body whose schema has defaults needs one, and the schema none: of a
 * schema that stands by itself, openapi-typescript takes what has a default for always there, as it is in answers
 */
export function jsonBody(
  schema: z.ZodType,
  examples: Record<string, { summary: string; value: unknown }>,
  options: { id?: string; optional?: boolean; mediaTypes?: readonly string[] } = {},
): NonNullable<ZodOpenApiOperationObject["requestBody"]> {
  const mediaTypes = options.mediaTypes ?? [JSON_TYPE];
  return {
    ...(options.id === undefined ? {} : { id: options.id }),
    required: !options.optional,
    content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema, examples }])),
  };
}

interface AnswerFacts {
  description: string;
  links?: ZodOpenApiResponseObject["links"];
}

/** A read: 200 with an ETag, or 304 when the caller has it already. */
export function readAnswers(
  schema: z.ZodType,
  { description, links }: AnswerFacts,
  tagHeader: typeof etagHeader | typeof versionHeader = etagHeader,
): Responses {
  return {
    "200": {
      description,
      headers: { ...requestIdHeader, ...tagHeader },
      content: { [JSON_TYPE]: { schema } },
      ...(links === undefined ? {} : { links }),
    },
    "304": {
      description: "What `If-None-Match` names still holds",
      headers: { ...requestIdHeader, ...tagHeader },
    },
  };
}

/** A write of something with versions. */
export function writeAnswer(schema: z.ZodType, facts: AnswerFacts): ZodOpenApiResponseObject {
  return jsonAnswer(schema, facts, versionHeader);
}

export function createdAnswer(schema: z.ZodType, facts: AnswerFacts): ZodOpenApiResponseObject {
  return jsonAnswer(schema, facts, { ...versionHeader, ...locationHeader });
}

export function jsonAnswer(
  schema: z.ZodType,
  { description, links }: AnswerFacts,
  headers: NonNullable<ZodOpenApiResponseObject["headers"]> = {},
): ZodOpenApiResponseObject {
  return {
    description,
    headers: { ...requestIdHeader, ...headers },
    content: { [JSON_TYPE]: { schema } },
    ...(links === undefined ? {} : { links }),
  };
}

/** A CSV file. */
export function csvAnswer(description: string, example: string): Responses {
  return {
    "200": {
      description,
      headers: {
        ...requestIdHeader,
        "Content-Disposition": {
          description: "The name of the file",
          required: true,
          schema: { type: "string", example: 'attachment; filename="clients-2026-03-31.csv"' },
        },
      },
      content: { "text/csv": { schema: { type: "string" }, example } },
    },
  };
}
