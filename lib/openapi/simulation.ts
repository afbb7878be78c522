import type { ZodOpenApiPathsObject } from "zod-openapi";
import { clientPath } from "@/lib/openapi/clients.ts";
import { idempotencyKey } from "@/lib/openapi/headers.ts";
import { jsonAnswer, jsonBody, operation } from "@/lib/openapi/operation.ts";
import {
  outageAnswerSchema,
  outageOptionsSchema,
  pulseAnswerSchema,
  pulseOptionsSchema,
  resetAnswerSchema,
  resetOptionsSchema,
} from "@/lib/simulation/schema.ts";

const tag = "Simulation";
const headers = { "Idempotency-Key": idempotencyKey };
const optional = { optional: true };

const pulse = operation({
  id: "simulatePulse",
  tag,
  summary: "Some activity of today for many clients",
  description: "Marked as simulated, and taken away again by a reset",
  headers,
  body: jsonBody(pulseOptionsSchema, {
    defaults: { summary: "All current clients", value: {} },
    seeded: { summary: "The same activity each time", value: { intensity: "high", seed: 42 } },
  }, optional),
  responses: { "200": jsonAnswer(pulseAnswerSchema, { description: "What was made" }) },
  problems: [403, 404, 409],
});

const outage = operation({
  id: "simulateOutage",
  tag,
  summary: "An outage of one client",
  path: clientPath,
  headers,
  body: jsonBody(outageOptionsSchema, {
    defaults: { summary: "Two critical incidents and a high one", value: {} },
    one: { summary: "One critical incident", value: { severity: "critical" } },
  }, optional),
  responses: { "200": jsonAnswer(outageAnswerSchema, { description: "What was made" }) },
  problems: [403, 404, 409],
});

const reset = operation({
  id: "simulateReset",
  tag,
  summary: "Take away all that was simulated for one client",
  path: clientPath,
  headers,
  body: jsonBody(resetOptionsSchema, { nothing: { summary: "There are no options", value: {} } }, optional),
  responses: { "200": jsonAnswer(resetAnswerSchema, { description: "What was taken away" }) },
  problems: [403, 404, 409],
});

export const simulationPaths: ZodOpenApiPathsObject = {
  "/simulate/pulse": { post: pulse },
  "/simulate/outage/{id}": { post: outage },
  "/simulate/reset-health/{id}": { post: reset },
};
