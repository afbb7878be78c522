import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { jsonAnswer, operation, readAnswers } from "@/lib/openapi/operation.ts";
import { parkedListSchema, parkedQuerySchema, parkedRemovalSchema } from "@/lib/parking/schema.ts";

const tag = "Telemetry";

const list = operation({
  id: "listParked",
  tag,
  summary: "List accounts that no client has yet",
  description: "With what waits for each. It is applied when a client with that externalId is created",
  query: parkedQuerySchema,
  responses: readAnswers(parkedListSchema, { description: "A page of the accounts, by externalId" }),
});

const remove = operation({
  id: "dropParked",
  tag,
  summary: "Drop what waits for an account",
  path: z.object({
    externalId: z.string().min(1).meta({
      description: "The account, as its events name it",
      example: "acme",
    }),
  }),
  responses: { "200": jsonAnswer(parkedRemovalSchema, { description: "What was dropped, counted" }) },
  problems: [404, 429],
});

export const parkedPaths: ZodOpenApiPathsObject = {
  "/parked": { get: list },
  "/parked/{externalId}": { delete: remove },
};
