/** Rows to telemetry events. */
import { createHash } from "node:crypto";
import type { Row } from "@/lib/imports/csv_table.ts";
import type { SourceTime } from "@/lib/imports/date_format.ts";
import { RowFault } from "@/lib/imports/errors.ts";
import type { TelemetryMapping } from "@/lib/imports/mapping_schema.ts";
import type { PlannedEvent } from "@/lib/imports/plan.ts";
import type { Reader } from "@/lib/imports/source_file.ts";
import { instantReader, localDayOf } from "@/lib/imports/source_time.ts";
import { checked, ClientRowTarget, parseCount, type TargetContext } from "@/lib/imports/target.ts";
import { timeFault } from "@/lib/telemetry/intake_service.ts";
import { telemetryEventSchema } from "@/lib/telemetry/schema.ts";

/** Begins the messageId of every imported event. */
export const EVENT_ID_PREFIX = "import:";

/** Collects the events of an import and gives each an id that depends on its content alone. */
export class EventCollector {
  /** By externalId of the client. */
  readonly events = new Map<string, PlannedEvent[]>();
  readonly #occurrences = new Map<string, number>();

  /**
   * @param key values that tell two otherwise equal events apart; what is equal in all of it still counts twice when
   * it is there twice
   */
  add(client: string, event: Omit<PlannedEvent, "messageId">, key: readonly (string | null)[]): void {
    const identity = JSON.stringify([
      client,
      event.type,
      event.ts.getTime(),
      event.count,
      event.userId,
      ...key,
    ]);
    const occurrence = this.#occurrences.get(identity) ?? 0;
    this.#occurrences.set(identity, occurrence + 1);
    const digest = createHash("sha256").update(`${occurrence}:${identity}`).digest("base64url");
    const known = this.events.get(client);
    const planned = { ...event, messageId: EVENT_ID_PREFIX + digest };
    if (known) known.push(planned);
    else this.events.set(client, [planned]);
  }
}

export class TelemetryTarget extends ClientRowTarget {
  readonly #at: (row: Row) => SourceTime;
  readonly #type: (row: Row) => string;
  readonly #count: (row: Row) => string;
  readonly #userId: Reader;
  readonly #key: readonly Reader[];
  readonly #once: boolean;
  readonly #instantOf = instantReader("noon");
  /** `client`, `type` and `day` of the events that exist once a day. */
  readonly #taken = new Set<string>();

  constructor(mapping: TelemetryMapping, context: TargetContext, private readonly collector: EventCollector) {
    super(`telemetry ${mapping.type.value ?? ""}`.trim(), mapping, context);
    this.#at = this.fields.requiredTime("at", mapping.at);
    this.#type = this.fields.required("type", mapping.type);
    this.#count = this.fields.required("count", mapping.count ?? { value: "1" });
    this.#userId = this.fields.optional("userId", mapping.userId);
    this.#key = (mapping.key ?? []).map((column) => context.source.column(column));
    this.#once = mapping.once === "day";
  }

  protected readFor(row: Row, client: string, timeZone: string): () => void {
    const time = this.#at(row);
    const ts = this.#instantOf(time, timeZone);
    const { type, count, userId } = checked(telemetryEventSchema, {
      externalId: client,
      type: this.#type(row),
      ts: ts.toISOString(),
      count: parseCount(this.#count(row), this.context.mapping.decimalMark),
      userId: this.#userId(row) ?? undefined,
    });
    const { now, retentionDays } = this.context;
    const fault = timeFault(ts, now, retentionDays);
    if (fault) throw new RowFault(`at ${ts.toISOString()} ${fault}`);
    const once = this.#once ? JSON.stringify([client, type, localDayOf(time, timeZone)]) : null;
    if (once !== null && this.#taken.has(once)) return () => {};
    return () => {
      if (once !== null) this.#taken.add(once);
      this.tally.items++;
      const key = this.#key.map((read) => read(row));
      this.collector.add(client, { type, ts, count, userId: userId ?? null }, key);
    };
  }
}
