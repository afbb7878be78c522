import { z } from "zod";
import { type Outcome, OUTCOME_KINDS } from "@/lib/outcomes/schema.ts";

export const outcomeSchema = z.object({
  id: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234568" }),
  externalId: z.string().meta({ description: "Unique within the client", example: "churned:2026-03-31" }),
  kind: z.enum(OUTCOME_KINDS).meta({ example: "churned" }),
  on: z.iso.date().meta({ description: "The client's local day", example: "2026-03-31" }),
  reason: z.string().nullable().meta({ example: "Bought by a competitor" }),
  createdAt: z.iso.datetime().meta({ example: "2026-03-31T12:00:00.000Z" }),
}).meta({ id: "Outcome", description: "What became of a client: the truth that scores are checked against" });

export const outcomeListSchema = z.object({
  outcomes: z.array(outcomeSchema).meta({ description: "Newest first" }),
}).meta({ id: "OutcomeList" });

export type OutcomeView = z.infer<typeof outcomeSchema>;

export function toOutcomeView(outcome: Outcome): OutcomeView {
  const { _id, clientId, externalId, kind, on, reason, createdAt } = outcome;
  return { id: _id, clientId, externalId, kind, on, reason, createdAt: createdAt.toISOString() };
}
