/** The columns of the list of clients. The name is always there and comes first. Runs everywhere. */

import type { ClientCsvColumn } from "@/lib/exports/client_csv.ts";

interface Column {
  label: string;
  /** The name it is sorted by, with `-` where descending order is what one asks for first. */
  sort?: string;
  /** Right-aligned. */
  numeric?: boolean;
}

export const CLIENT_COLUMNS = {
  band: { label: "Band", sort: "band" },
  score: { label: "Score, 7 d", sort: "score" },
  sparkline: { label: "30 days" },
  driver: { label: "Worst driver" },
  mrr: { label: "MRR", sort: "-mrr", numeric: true },
  renewal: { label: "Renewal", sort: "renewsAt", numeric: true },
  owner: { label: "Owner", sort: "owner" },
  incidents: { label: "Unresolved", sort: "-openIncidents", numeric: true },
  data: { label: "Last data", sort: "dataAsOf", numeric: true },
  status: { label: "Status", sort: "status" },
  tags: { label: "Tags" },
  industry: { label: "Industry", sort: "industry" },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof CLIENT_COLUMNS;

export const COLUMN_IDS = Object.keys(CLIENT_COLUMNS) as ColumnId[];

/** Shown until others are chosen; those that a narrow window has no room for are dropped from the end. */
export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  "band",
  "score",
  "driver",
  "mrr",
  "renewal",
  "owner",
  "incidents",
  "data",
];

/** What of the CSV of clients stands for a column. */
const CSV_COLUMNS: Record<ColumnId, readonly ClientCsvColumn[]> = {
  band: ["band"],
  score: ["score", "trend"],
  sparkline: [],
  driver: ["driver"],
  mrr: ["mrr", "currency"],
  renewal: ["renewsAt"],
  owner: ["owner"],
  incidents: ["openIncidents"],
  data: ["dataAsOf"],
  status: ["status"],
  tags: ["tags"],
  industry: ["industry"],
};

/** The columns of the CSV for those of the list; the ids are always there, as the name is in the list. */
export function csvColumns(ids: readonly ColumnId[]): ClientCsvColumn[] {
  return ["externalId", "name", ...ids.flatMap((id) => CSV_COLUMNS[id])];
}

export function column(id: ColumnId): Column {
  return CLIENT_COLUMNS[id];
}

/** Ways to sort, as offered where there are no headings to click. */
export const CLIENT_SORT_WORDS: readonly { sort: string; label: string }[] = [
  { sort: "name", label: "Name" },
  { sort: "score", label: "Lowest score first" },
  { sort: "-score", label: "Highest score first" },
  { sort: "trend", label: "Fell most first" },
  { sort: "-mrr", label: "Highest MRR first, by currency" },
  { sort: "renewsAt", label: "Next renewal first" },
  { sort: "-openIncidents", label: "Most unresolved incidents first" },
  { sort: "dataAsOf", label: "Silent for longest first" },
];
