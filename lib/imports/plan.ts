/** What an import comes to, before anything is written. */
import type { ClientInput } from "@/lib/clients/put_clients.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { OutcomeKind } from "@/lib/outcomes/schema.ts";
import type { Day } from "@/lib/platform/days.ts";
import type { Reject } from "@/lib/imports/rejects.ts";

export type PlannedClient = ClientInput;

export interface PlannedEvent {
  messageId: string;
  type: string;
  ts: Date;
  count: number;
  userId: string | null;
}

export interface PlannedIncident {
  client: string;
  externalId: string;
  fields: Pick<Incident, "title" | "severity" | "status"> & { openedAt: Date; resolvedAt: Date | null };
}

export interface PlannedOutcome {
  client: string;
  externalId: string;
  kind: OutcomeKind;
  on: Day;
  reason: string | null;
}

/** What was made of the rows of a file for one purpose. */
export interface TargetCount {
  /** Such as `clients` or `telemetry api_call`. */
  target: string;
  file: string;
  /** Rows that served it. */
  rows: number;
  /** What came of them. */
  items: number;
  /** Rows of clients that the mapping leaves out on purpose. */
  leftOut: number;
}

/** Clients whose amounts came without a currency, by the one they were read in. */
export interface AssumedCurrency {
  currency: string;
  clients: number;
  /** That of stored clients; else the default of new ones. */
  stored: boolean;
}

export interface FileCount {
  file: string;
  /** Rows that were judged: all, or the last of each key. */
  rows: number;
  rejected: number;
}

export interface ImportPlan {
  clients: PlannedClient[];
  /** By externalId of the client, in the order of the files. */
  events: Map<string, PlannedEvent[]>;
  incidents: PlannedIncident[];
  outcomes: PlannedOutcome[];
  targets: TargetCount[];
  assumedCurrencies: AssumedCurrency[];
  files: FileCount[];
  rejects: Reject[];
}
