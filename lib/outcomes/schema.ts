import { z } from "zod";
import type { Day } from "@/lib/platform/days.ts";
import { daySchema, textSchema } from "@/lib/platform/schema.ts";

/** `left_well` is a parting that is no loss (a project that ended as planned); it never counts as churn. */
export const OUTCOME_KINDS = ["churned", "renewed", "left_well"] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What became of a client: the truth that scores are checked against. A client may have several over the years. */
export interface Outcome {
  _id: string;
  clientId: string;
  /** Your own id of it; unique within the client. */
  externalId: string;
  kind: OutcomeKind;
  /** The client's local day. */
  on: Day;
  reason: string | null;
  createdAt: Date;
}

/** Body of `PUT /clients/:id/outcome`. */
export const outcomeInputSchema = z.strictObject({
  kind: z.enum(OUTCOME_KINDS).meta({
    description:
      "`churned` and `left_well` also set the client's status and its last day; `renewed` does not",
    example: "churned",
  }),
  on: daySchema.meta({ description: "The client's local day, today at the latest", example: "2026-03-31" }),
  reason: textSchema(500).nullable().default(null).meta({ example: "Bought by a competitor" }),
  externalId: textSchema(128).optional().meta({
    description: "Your id of the outcome; the same one is replaced. Kind and day if absent",
    example: "crm-771",
  }),
});

export type OutcomeInput = z.output<typeof outcomeInputSchema>;
