import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { MERGE_PATCH_TYPES } from "@/lib/http/body.ts";
import { incidentQuerySchema } from "@/lib/incidents/query.ts";
import { incidentChangeSchema, newIncidentSchema } from "@/lib/incidents/schema.ts";
import { incidentListSchema, incidentSchema } from "@/lib/incidents/view.ts";
import { idempotencyKey, ifMatch, requestIdHeader, versionHeader } from "@/lib/openapi/headers.ts";
import { createdAnswer, jsonBody, operation, readAnswers, writeAnswer } from "@/lib/openapi/operation.ts";

const tag = "Incidents";

const incidentPath = z.object({
  id: z.string().min(1).meta({
    description: "Our id of the incident",
    example: "66f0a1b2c3d4e5f601234569",
    param: { id: "IncidentId" },
  }),
});

const incident = { id: "$response.body#/id" };
const incidentLinks = {
  read: { operationId: "getIncident", parameters: incident },
  change: { operationId: "updateIncident", parameters: incident },
  delete: { operationId: "deleteIncident", parameters: incident },
};

const list = operation({
  id: "listIncidents",
  tag,
  summary: "List incidents",
  description:
    "A page of the incidents that match. With `Accept: application/x-ndjson` all that match are streamed, " +
    "one a line; then `limit`, `page` and `cursor` are refused",
  query: incidentQuerySchema,
  responses: readAnswers(incidentListSchema, { description: "The page" }),
});

const create = operation({
  id: "createIncident",
  tag,
  summary: "Open an incident",
  description:
    "With an `externalId` that the client's incidents have already, that incident is answered as it is",
  headers: { "Idempotency-Key": idempotencyKey },
  body: jsonBody(newIncidentSchema, {
    open: {
      summary: "Opened now",
      value: {
        clientExternalId: "acme",
        externalId: "INC-2041",
        title: "API answers 500",
        severity: "critical",
      },
    },
    resolved: {
      summary: "One of the past",
      value: {
        clientExternalId: "acme",
        title: "Slow exports",
        severity: "low",
        status: "resolved",
        openedAt: "2026-03-01T08:00:00Z",
        resolvedAt: "2026-03-02T17:30:00Z",
      },
    },
  }, { id: "NewIncident" }),
  responses: {
    "200": createdAnswer(incidentSchema, { description: "The incident that has this externalId already" }),
    "201": createdAnswer(incidentSchema, { description: "The new incident", links: incidentLinks }),
  },
  problems: [404, 409, 410],
});

const read = operation({
  id: "getIncident",
  tag,
  summary: "Read an incident",
  path: incidentPath,
  responses: readAnswers(incidentSchema, { description: "The incident" }, versionHeader),
  problems: [404],
});

const update = operation({
  id: "updateIncident",
  tag,
  summary: "Change an incident",
  description:
    "Open and investigating may become each other or resolved; what is resolved can only be opened again, and then is as " +
    "if it had never been resolved: `resolvedAt` is null, and it costs its full penalty. What is so already stays as it " +
    "is, so that a change may be sent twice",
  path: incidentPath,
  headers: { "If-Match": ifMatch },
  body: jsonBody(incidentChangeSchema, {
    resolve: { summary: "Resolved now", value: { status: "resolved" } },
    reopen: { summary: "Not resolved after all", value: { status: "open" } },
    worse: { summary: "Worse than thought", value: { severity: "critical", status: "investigating" } },
  }, { mediaTypes: MERGE_PATCH_TYPES }),
  responses: { "200": writeAnswer(incidentSchema, { description: "The incident as it is now" }) },
  problems: [404, 409, 410, 412],
});

const remove = operation({
  id: "deleteIncident",
  tag,
  summary: "Delete an incident",
  description: "The score of its client follows",
  path: incidentPath,
  headers: { "If-Match": ifMatch },
  responses: { "204": { description: "It is gone", headers: requestIdHeader } },
  problems: [404, 412, 429],
});

export const incidentPaths: ZodOpenApiPathsObject = {
  "/incidents": { get: list, post: create },
  "/incidents/{id}": { get: read, patch: update, delete: remove },
};
