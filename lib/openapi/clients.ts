import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { clientQuerySchema } from "@/lib/clients/query.ts";
import { clientPatchSchema, clientReplacementSchema, newClientSchema } from "@/lib/clients/schema.ts";
import { clientContentsSchema, clientListSchema, clientSchema, removedSchema } from "@/lib/clients/view.ts";
import { clientDetailSchema } from "@/lib/client_detail/service.ts";
import { clientCsvQuerySchema } from "@/lib/exports/query.ts";
import { MERGE_PATCH_TYPES } from "@/lib/http/body.ts";
import { idempotencyKey, ifMatch, versionHeader } from "@/lib/openapi/headers.ts";
import {
  createdAnswer,
  csvAnswer,
  jsonAnswer,
  jsonBody,
  operation,
  readAnswers,
  writeAnswer,
} from "@/lib/openapi/operation.ts";

const tag = "Clients";

export const clientPath = z.object({
  id: z.string().min(1).meta({
    description: "Our id of the client, or `external:` and your own",
    example: "external:acme",
    param: { id: "ClientId" },
  }),
});

const client = { id: "$response.body#/id" };

/** What can follow on a client that an answer holds. */
const clientLinks = {
  read: { operationId: "getClient", parameters: client },
  change: { operationId: "updateClient", parameters: client },
  usage: { operationId: "getClientUsage", parameters: client },
  delete: { operationId: "deleteClient", parameters: client },
};

const acme = {
  externalId: "acme",
  name: "Acme GmbH",
  plan: "Enterprise",
  industry: "Logistics",
  mrr: 1_240_000,
  currency: "EUR",
  timezone: "Europe/Berlin",
  startedAt: "2025-03-01T00:00:00Z",
  renewsAt: "2027-03-01T00:00:00Z",
  owner: "Dana Okafor",
  tags: ["pilot"],
};

const list = operation({
  id: "listClients",
  tag,
  summary: "List clients",
  description:
    "A page of the clients that match. With `Accept: application/x-ndjson` all that match are streamed, " +
    "one a line; then `limit`, `page` and `cursor` are refused",
  query: clientQuerySchema,
  responses: readAnswers(clientListSchema, { description: "The page" }),
});

const create = operation({
  id: "createClient",
  tag,
  summary: "Create a client",
  description: "Telemetry that waits for its externalId is applied at once",
  headers: { "Idempotency-Key": idempotencyKey },
  body: jsonBody(newClientSchema, {
    full: { summary: "Everything that is known", value: acme },
    short: { summary: "As little as possible", value: { name: "Acme GmbH" } },
  }, { id: "NewClient" }),
  responses: {
    "201": createdAnswer(clientSchema, { description: "The new client", links: clientLinks }),
  },
  problems: [409],
});

const read = operation({
  id: "getClient",
  tag,
  summary: "Read a client",
  description: "With its explained score, 30 days of usage and its incidents",
  path: clientPath,
  responses: readAnswers(clientDetailSchema, { description: "The client" }, versionHeader),
  problems: [404, 410],
});

const replace = operation({
  id: "replaceClient",
  tag,
  summary: "Replace a client",
  description: "What is left out gets its default; `externalId` and `startedAt` stay",
  path: clientPath,
  headers: { "If-Match": ifMatch },
  body: jsonBody(clientReplacementSchema, { full: { summary: "The whole client", value: acme } }, {
    id: "ClientReplacement",
  }),
  responses: { "200": writeAnswer(clientSchema, { description: "The client as it is now" }) },
  problems: [404, 409, 410, 412],
});

const update = operation({
  id: "updateClient",
  tag,
  summary: "Change a client",
  description: "A merge patch (RFC 7396): what is left out stays, `null` gives the default back",
  path: clientPath,
  headers: { "If-Match": ifMatch },
  body: jsonBody(clientPatchSchema, {
    owner: { summary: "Another owner", value: { owner: "Sam Ito" } },
    pause: { summary: "Paused, without a renewal", value: { status: "paused", renewsAt: null } },
  }, { mediaTypes: MERGE_PATCH_TYPES }),
  responses: { "200": writeAnswer(clientSchema, { description: "The client as it is now" }) },
  problems: [404, 409, 410, 412],
});

const remove = operation({
  id: "deleteClient",
  tag,
  summary: "Delete a client and everything of it",
  description:
    "Telemetry, daily sums, incidents, outcomes, notes and the score's history go with it. A deletion that was " +
    "broken off goes on by itself",
  path: clientPath,
  headers: { "If-Match": ifMatch },
  responses: { "200": jsonAnswer(removedSchema, { description: "What was deleted, counted" }) },
  problems: [404, 410, 412, 429],
});

const contents = operation({
  id: "getClientContents",
  tag,
  summary: "What a deletion would take away",
  path: clientPath,
  responses: readAnswers(clientContentsSchema, { description: "What is stored of the client, counted" }),
  problems: [404, 410],
});

const exportCsv = operation({
  id: "exportClients",
  tag,
  summary: "Export clients as CSV",
  description:
    "All that match, streamed. Text that a spreadsheet would take for a formula begins with an apostrophe",
  query: clientCsvQuerySchema,
  responses: csvAnswer(
    "One row a client",
    "id,externalId,name\r\n66f0a1b2c3d4e5f601234567,acme,Acme GmbH\r\n",
  ),
});

export const clientPaths: ZodOpenApiPathsObject = {
  "/clients": { get: list, post: create },
  "/clients/{id}": { get: read, put: replace, patch: update, delete: remove },
  "/clients/{id}/contents": { get: contents },
  "/clients.csv": { get: exportCsv },
};
