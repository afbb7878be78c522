import type { ZodOpenApiPathsObject } from "zod-openapi";
import { clientPath } from "@/lib/openapi/clients.ts";
import { jsonAnswer, jsonBody, operation, readAnswers } from "@/lib/openapi/operation.ts";
import { outcomeInputSchema } from "@/lib/outcomes/schema.ts";
import { outcomeListSchema, outcomeSchema } from "@/lib/outcomes/view.ts";

const tag = "Outcomes";

const put = operation({
  id: "putOutcome",
  tag,
  summary: "Record what became of a client",
  description:
    "Doing it again changes nothing. `churned` and `left_well` also set the client's status and last day",
  path: clientPath,
  body: jsonBody(outcomeInputSchema, {
    churned: {
      summary: "Lost to a competitor",
      value: { kind: "churned", on: "2026-03-31", reason: "Bought by a competitor" },
    },
    renewed: { summary: "Renewed", value: { kind: "renewed", on: "2026-03-01", externalId: "crm-771" } },
  }, { id: "OutcomeInput" }),
  responses: {
    "200": jsonAnswer(outcomeSchema, { description: "The outcome, known before, as it is now" }),
    "201": jsonAnswer(outcomeSchema, { description: "The new outcome" }),
  },
  problems: [404, 409, 410],
});

const list = operation({
  id: "listOutcomes",
  tag,
  summary: "List what became of a client over the years",
  path: clientPath,
  responses: readAnswers(outcomeListSchema, { description: "The outcomes, newest first" }),
  problems: [404, 410],
});

export const outcomePaths: ZodOpenApiPathsObject = {
  "/clients/{id}/outcome": { put },
  "/clients/{id}/outcomes": { get: list },
};
