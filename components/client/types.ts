import type { ClientStatus } from "@/lib/clients/schema.ts";
import type { Band, IncidentStatus, Severity } from "@/lib/scoring/types.ts";

/** What the head of a client page shows. */
export interface ClientHeaderData {
  name: string;
  plan: string;
  owner: string | null;
  status: ClientStatus;
  band: Band;
  /** Integer minor units a month. */
  mrr: number;
  currency: string;
  /** `YYYY-MM-DD` in the client's zone. */
  renewsOn: string | null;
  renewsInDays: number | null;
  /** IANA. */
  timezone: string;
}

/** One local day of a usage chart. */
export interface UsageDay {
  /** `YYYY-MM-DD` in the client's zone. */
  day: string;
  /** `null` where nothing is known of the day: drawn hatched, never as zero. */
  count: number | null;
}

export interface IncidentItem {
  id: string;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  /** ISO 8601, UTC. */
  openedAt: string;
  resolvedAt: string | null;
}
