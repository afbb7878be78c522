import type { Day } from "@/lib/platform/days.ts";

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
