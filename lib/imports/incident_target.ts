/** Rows to incidents. */
import type { Row } from "@/lib/imports/csv_table.ts";
import type { SourceTime } from "@/lib/imports/date_format.ts";
import { RowFault } from "@/lib/imports/errors.ts";
import type { IncidentsMapping } from "@/lib/imports/mapping_schema.ts";
import type { PlannedIncident } from "@/lib/imports/plan.ts";
import type { Reader } from "@/lib/imports/source_file.ts";
import { instantOf } from "@/lib/imports/source_time.ts";
import { checked, ClientRowTarget, type TargetContext } from "@/lib/imports/target.ts";
import { UniqueIds } from "@/lib/imports/unique_ids.ts";
import { type NewIncident, newIncidentSchema } from "@/lib/incidents/schema.ts";
import type { IncidentStatus } from "@/lib/scoring/types.ts";

export class IncidentTarget extends ClientRowTarget {
  readonly #externalId: (row: Row) => string;
  readonly #title: (row: Row) => string;
  readonly #severity: (row: Row) => string;
  readonly #status: (row: Row) => string | undefined;
  readonly #openedAt: (row: Row) => SourceTime;
  readonly #resolvedAt: Reader<SourceTime>;

  constructor(
    mapping: IncidentsMapping,
    context: TargetContext,
    private readonly ids: UniqueIds,
    private readonly incidents: PlannedIncident[],
  ) {
    super("incidents", mapping, context);
    this.#externalId = this.fields.required("externalId", mapping.externalId);
    this.#title = this.fields.required("title", mapping.title);
    this.#severity = this.fields.required("severity", mapping.severity);
    this.#status = this.fields.defaulted("status", mapping.status);
    this.#openedAt = this.fields.requiredTime("openedAt", mapping.openedAt);
    this.#resolvedAt = this.fields.optionalTime("resolvedAt", mapping.resolvedAt);
  }

  protected readFor(row: Row, client: string, timeZone: string): () => void {
    const { openedAt, resolvedAt } = this.#times(row, timeZone);
    const status = (this.#status(row) ?? (resolvedAt ? "resolved" : "open")) as IncidentStatus;
    const { externalId, title, severity } = checked(newIncidentSchema, {
      clientExternalId: client,
      externalId: this.#externalId(row),
      title: this.#title(row),
      severity: this.#severity(row) as NewIncident["severity"],
      status,
      openedAt: openedAt.toISOString(),
      resolvedAt: resolvedAt?.toISOString(),
    });
    if (externalId === undefined) throw new RowFault("externalId is missing");
    if (status === "resolved" && !resolvedAt) {
      throw new RowFault("resolvedAt is missing for an incident that is resolved");
    }
    const taken = this.ids.take(client, externalId, row);
    return () => {
      taken();
      this.tally.items++;
      const fields = { title, severity, status, openedAt, resolvedAt };
      this.incidents.push({ client, externalId, fields });
    };
  }

  #times(row: Row, timeZone: string): { openedAt: Date; resolvedAt: Date | null } {
    const openedAt = instantOf(this.#openedAt(row), timeZone, "start");
    const resolved = this.#resolvedAt(row);
    const resolvedAt = resolved && instantOf(resolved, timeZone, "start");
    if (openedAt > this.context.now) {
      throw new RowFault(`openedAt ${openedAt.toISOString()} lies in the future`);
    }
    if (!resolved || !resolvedAt) return { openedAt, resolvedAt };
    if (resolvedAt > this.context.now) {
      throw new RowFault(`resolvedAt ${resolvedAt.toISOString()} lies in the future`);
    }
    if (resolvedAt < openedAt) {
      throw new RowFault(`resolvedAt ${resolvedAt.toISOString()} is before openedAt`);
    }
    return { openedAt, resolvedAt };
  }
}
