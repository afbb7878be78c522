import type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";
import type { ClientStatus } from "@/lib/clients/schema.ts";

/** One client as the list of clients shows it: everything a row needs, as plain data. */
export interface ClientRow extends RiskRadarRow {
  owner: string | null;
  industry: string | null;
  status: ClientStatus;
  /** The local day on which a client that is gone left, `YYYY-MM-DD`. */
  endedOn: string | null;
  tags: string[];
}

/** One page of the list. */
export interface ClientListPage {
  rows: ClientRow[];
  /** All that match, whatever the page. */
  total: number;
  /** What all that match pay a month: minor units, a sum a currency. */
  mrr: { amount: number; currency: string }[];
}
