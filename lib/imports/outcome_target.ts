/** Rows to outcomes: what became of clients. */
import { z } from "zod";
import { daySchema, textSchema } from "@/lib/platform/schema.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import type { SourceTime } from "@/lib/imports/date_format.ts";
import type { OutcomesMapping } from "@/lib/imports/mapping_schema.ts";
import type { PlannedOutcome } from "@/lib/imports/plan.ts";
import type { Reader } from "@/lib/imports/source_file.ts";
import { localDayOf } from "@/lib/imports/source_time.ts";
import { checked, ClientRowTarget, type TargetContext } from "@/lib/imports/target.ts";
import type { UniqueIds } from "@/lib/imports/unique_ids.ts";
import { OUTCOME_KINDS, type OutcomeKind } from "@/lib/outcomes/schema.ts";

const outcomeSchema = z.object({
  externalId: textSchema(128),
  kind: z.enum(OUTCOME_KINDS),
  on: daySchema,
  reason: textSchema(500).nullable(),
});

export class OutcomeTarget extends ClientRowTarget {
  readonly #externalId: (row: Row) => string;
  readonly #kind: (row: Row) => string;
  readonly #on: (row: Row) => SourceTime;
  readonly #reason: Reader;

  constructor(
    mapping: OutcomesMapping,
    context: TargetContext,
    private readonly ids: UniqueIds,
    private readonly outcomes: PlannedOutcome[],
  ) {
    super("outcomes", mapping, context);
    this.#externalId = this.fields.required("externalId", mapping.externalId);
    this.#kind = this.fields.required("kind", mapping.kind);
    this.#on = this.fields.requiredTime("on", mapping.on);
    this.#reason = this.fields.optional("reason", mapping.reason);
  }

  protected readFor(row: Row, client: string, timeZone: string): () => void {
    const outcome = checked(outcomeSchema, {
      externalId: this.#externalId(row),
      kind: this.#kind(row) as OutcomeKind,
      on: localDayOf(this.#on(row), timeZone),
      reason: this.#reason(row),
    });
    const taken = this.ids.take(client, outcome.externalId, row);
    return () => {
      taken();
      this.tally.items++;
      this.outcomes.push({ client, ...outcome });
    };
  }
}
