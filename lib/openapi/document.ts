/** The OpenAPI 3.1 document of the REST API, generated from the schemas that its handlers parse with. */
import {
  createDocument,
  type CreateDocumentOptions,
  type oas31,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { asWritten } from "@/lib/openapi/wire_form.ts";
import { analyticsPaths } from "@/lib/openapi/analytics.ts";
import { clientPaths } from "@/lib/openapi/clients.ts";
import { clientTimePaths } from "@/lib/openapi/client_time.ts";
import { etagHeader, requestIdHeader } from "@/lib/openapi/headers.ts";
import { incidentPaths } from "@/lib/openapi/incidents.ts";
import { JSON_TYPE, operation } from "@/lib/openapi/operation.ts";
import { notePaths } from "@/lib/openapi/notes.ts";
import { outcomePaths } from "@/lib/openapi/outcomes.ts";
import { parkedPaths } from "@/lib/openapi/parked.ts";
import { segmentPaths, WRITE_KEY } from "@/lib/openapi/segment.ts";
import { simulationPaths } from "@/lib/openapi/simulation.ts";
import { streamPaths } from "@/lib/openapi/stream.ts";
import { telemetryPaths } from "@/lib/openapi/telemetry.ts";

const DESCRIPTION =
  `Clients, their telemetry and incidents in; explained health scores, revenue at risk and changes as
they happen out.

- JSON in camelCase, times in ISO 8601 UTC, money in whole minor units with its currency. A day is the client's own.
- What goes wrong is told as RFC 9457 problem details. Unknown query parameters and unknown members of bodies are
  refused, so that a typo never goes unnoticed.
- Lists are walked by \`nextCursor\`; \`page\` is for people.
- Reads carry an \`ETag\`: give it as \`If-None-Match\` to read again, as \`If-Match\` to write what nobody changed meanwhile.
- \`Idempotency-Key\` makes it safe to send a POST again.
- \`HEAD\` and \`OPTIONS\` work at every path.`;

const TAGS = [
  { name: "Clients", description: "The companies whose health is watched" },
  { name: "Clients over time", description: "Usage, logins and scores, by the client's local day" },
  { name: "Outcomes", description: "What became of clients: the truth that scores are checked against" },
  { name: "Incidents", description: "What went wrong for a client" },
  { name: "Notes", description: "What people want to remember of a client" },
  { name: "Analytics", description: "Figures over all clients" },
  { name: "Telemetry", description: "What clients did" },
  { name: "Segment", description: "Telemetry from libraries and servers that speak Segment" },
  { name: "Live", description: "Changes as they happen" },
  { name: "Simulation", description: "Activity and outages that never happened, to see what would" },
  { name: "About", description: "This document" },
];

const documentPath: ZodOpenApiPathsObject = {
  "/openapi.json": {
    get: operation({
      id: "getOpenApiDocument",
      tag: "About",
      summary: "This document",
      responses: {
        "200": {
          description: "OpenAPI 3.1",
          headers: { ...requestIdHeader, ...etagHeader },
          content: { [JSON_TYPE]: { schema: { type: "object", required: ["openapi", "paths"] } } },
        },
        "304": {
          description: "What `If-None-Match` names still holds",
          headers: { ...requestIdHeader, ...etagHeader },
        },
      },
    }),
  },
};

/** Every operation, as it is described: with the schemas themselves, not yet as JSON Schema. */
export const apiPaths: ZodOpenApiPathsObject = {
  ...clientPaths,
  ...clientTimePaths,
  ...outcomePaths,
  ...incidentPaths,
  ...notePaths,
  ...analyticsPaths,
  ...telemetryPaths,
  ...parkedPaths,
  ...segmentPaths,
  ...streamPaths,
  ...simulationPaths,
  ...documentPath,
};

/** @param basePath where the app is mounted; empty at the root */
export function openApiDocument(basePath: string): oas31.OpenAPIObject {
  const document = createDocument({
    openapi: "3.1.1",
    info: {
      title: "Customer Intelligence API",
      version: "1",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: `${basePath}/api/v1` }],
    tags: TAGS,
    paths: apiPaths,
    components: {
      securitySchemes: {
        [WRITE_KEY]: {
          type: "http",
          scheme: "basic",
          description: "A write key (SEGMENT_WRITE_KEYS) as user name; the password is not looked at",
        },
      },
    },
  }, OPTIONS) as oas31.OpenAPIObject;
  return asWritten(document);
}

const OPTIONS: CreateDocumentOptions = {
  override({ jsonSchema, zodSchema, io }) {
    const { def } = zodSchema._zod;
    if (io === "output") {
      // The bounds of safe integers, and the pattern of a format, say nothing more about a value that is answered.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    }
    // Lists of a fixed length hold one kind of thing here, and many tools cannot read `prefixItems`.
    if (def.type === "tuple") {
      Object.assign(jsonSchema, { items: jsonSchema.prefixItems?.[0], prefixItems: undefined });
    }
    // zod leaves out the default of what is transformed.
    if (io === "input" && def.type === "default") jsonSchema.default ??= def.defaultValue;
  },
};
