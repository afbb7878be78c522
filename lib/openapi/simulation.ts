import type { ZodOpenApiPathsObject } from "zod-openapi";
import { simulationLogSchema } from "@/lib/live/event_schema.ts";
import { clientPath } from "@/lib/openapi/clients.ts";
import { idempotencyKey } from "@/lib/openapi/headers.ts";
import { jsonAnswer, jsonBody, operation, readAnswers } from "@/lib/openapi/operation.ts";
import {
  clientSimulationSchema,
  outageAnswerSchema,
  outageOptionsSchema,
  pulseAnswerSchema,
  pulseOptionsSchema,
  resetAllAnswerSchema,
  resetAnswerSchema,
  resetOptionsSchema,
  simulationStatusSchema,
  streamOptionsSchema,
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
  }, { ...optional, id: "PulseOptions" }),
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
  problems: [403, 404, 409, 410],
});

const reset = operation({
  id: "simulateReset",
  tag,
  summary: "Take away all that was simulated for one client",
  path: clientPath,
  headers,
  body: jsonBody(resetOptionsSchema, { nothing: { summary: "There are no options", value: {} } }, optional),
  responses: { "200": jsonAnswer(resetAnswerSchema, { description: "What was taken away" }) },
  problems: [403, 404, 409, 410],
});

const resetAll = operation({
  id: "simulateResetAll",
  tag,
  summary: "Take away all that was simulated, for every client",
  headers,
  body: jsonBody(resetOptionsSchema, { nothing: { summary: "There are no options", value: {} } }, optional),
  responses: { "200": jsonAnswer(resetAllAnswerSchema, { description: "What was taken away" }) },
  problems: [403, 409],
});

const stream = operation({
  id: "simulateStream",
  tag,
  summary: "Start or stop continuous activity",
  description: "It ends by itself unless it is asked for again",
  headers,
  body: jsonBody(streamOptionsSchema, {
    start: { summary: "A little activity from now on", value: { running: true, intensity: "low" } },
    stop: { summary: "No more", value: { running: false } },
  }, { id: "StreamOptions" }),
  responses: { "200": jsonAnswer(simulationStatusSchema, { description: "How it is now" }) },
  problems: [403, 409],
});

const status = operation({
  id: "getSimulationStatus",
  tag,
  summary: "How much simulated data there is",
  responses: readAnswers(simulationStatusSchema, { description: "Counts, and whether more is being made" }),
});

const clientStatus = operation({
  id: "getClientSimulation",
  tag,
  summary: "How much simulated data one client has",
  path: clientPath,
  responses: readAnswers(clientSimulationSchema, { description: "Counts; 0 when there is none" }),
  problems: [404, 410],
});

const log = operation({
  id: "getSimulationLog",
  tag,
  summary: "What simulations did lately",
  responses: readAnswers(simulationLogSchema, { description: "What was simulated and what was undone" }),
});

export const simulationPaths: ZodOpenApiPathsObject = {
  "/simulate": { get: status },
  "/simulate/log": { get: log },
  "/simulate/clients/{id}": { get: clientStatus },
  "/simulate/stream": { post: stream },
  "/simulate/reset-all": { post: resetAll },
  "/simulate/pulse": { post: pulse },
  "/simulate/outage/{id}": { post: outage },
  "/simulate/reset-health/{id}": { post: reset },
};
