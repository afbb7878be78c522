/** The risk radar as it follows the live stream. Pure: the same events give the same radar. */
import type { Overview } from "@/lib/analytics/overview.ts";
import { isFiltered, type RadarFilter } from "@/lib/analytics/dashboard_address.ts";
import { isAtRisk, type RiskRadar, type RiskRadarRow } from "@/lib/analytics/radar_row.ts";
import { atRiskCount } from "@/lib/analytics/day_sentence.ts";
import { foldForSearch } from "@/lib/clients/folding.ts";

/** What the radar takes from the live stream, as lib/live/change_notice.ts tells it. */
export type RadarEvent =
  | { event: "score"; data: { row: RiskRadarRow } }
  | { event: "client"; data: { change: "changed"; current: boolean; row: RiskRadarRow } }
  | { event: "client"; data: { change: "removed"; clientId: string; name: string | null } }
  | { event: "overview"; data: Overview };

export interface LiveRadar extends RiskRadar {
  /** From 1. */
  page: number;
  pageSize: number;
  /** Clients in all. */
  clientCount: number;
  /** Which of the clients at risk; absent: all. */
  filter?: RadarFilter;
  /** The events cannot tell what now belongs on this page: it is to be read again. */
  incomplete: boolean;
}

/** An event of the stream as one of the radar's; `null` for those that do not concern it. */
export function toRadarEvent({ event, data }: { event: string; data: unknown }): RadarEvent | null {
  // An incident changes a row through the score that follows it. The data is what our own server wrote.
  return event === "score" || event === "client" || event === "overview"
    ? { event, data } as RadarEvent
    : null;
}

/** The radar after an event; the very same object when nothing that it shows has changed. */
export function applyToRadar(radar: LiveRadar, { event, data }: RadarEvent): LiveRadar {
  // An event does not tell what a filter asks for, so what has changed is read.
  if (isFiltered(radar.filter ?? {})) return radar.incomplete ? radar : { ...radar, incomplete: true };
  if (event === "overview") return withOverview(radar, data);
  if (!("row" in data)) return place(radar, data.clientId, null);
  const belongs = isAtRisk(data.row.band) && (event === "score" || data.current);
  return place(radar, data.row.clientId, belongs ? data.row : null, data.row.computedAt);
}

/** The radar as it was just read, keeping every row that looks the same, so that only real changes are marked. */
export function replaceRadar(radar: LiveRadar, read: RiskRadar): LiveRadar {
  const known = new Map(radar.rows.map((row) => [row.clientId, row]));
  const rows = read.rows.map((row) => {
    const before = known.get(row.clientId);
    return before && looksSame(before, row) ? before : row;
  });
  const lastPage = Math.max(1, Math.ceil(read.total / radar.pageSize));
  // The page has emptied: the one before it is to be read instead.
  if (radar.page > lastPage) return { ...radar, page: lastPage, total: read.total, incomplete: true };
  return { ...radar, rows, total: read.total, incomplete: false };
}

/** The clients whose rows are new or look different; both radars being successive states of one. */
export function changedClients(before: LiveRadar, after: LiveRadar): string[] {
  const known = new Set(before.rows);
  return after.rows.filter((row) => !known.has(row)).map(({ clientId }) => clientId);
}

/** The overview counts every client, so it shows what the events of single clients did not. */
function withOverview(radar: LiveRadar, overview: Overview): LiveRadar {
  const total = atRiskCount(overview.byBand);
  const pageRows = Math.min(radar.pageSize, Math.max(0, total - (radar.page - 1) * radar.pageSize));
  const incomplete = radar.incomplete || pageRows !== radar.rows.length;
  const { clients: clientCount } = overview;
  if (
    total === radar.total && clientCount === radar.clientCount && incomplete === radar.incomplete
  ) return radar;
  return { ...radar, total, clientCount, incomplete };
}

/** Puts a client's row where it belongs; `null` takes it off. */
function place(radar: LiveRadar, clientId: string, row: RiskRadarRow | null, computedAt = ""): LiveRadar {
  const before = radar.rows.find((known) => known.clientId === clientId);
  if (!before && !row) return radar;
  // A score computed earlier than the one shown was overtaken on its way.
  if (before && computedAt !== "" && computedAt < before.computedAt) return radar;
  if (before && row && looksSame(before, row)) return radar;
  const others = radar.rows.filter((known) => known !== before);
  const index = row ? others.filter((other) => compareRows(other, row) < 0).length : -1;
  if (isWholeRadar(radar)) {
    const rows = row ? others.toSpliced(index, 0, row) : others;
    return { ...radar, rows: rows.slice(0, radar.pageSize), total: rows.length };
  }
  const staysInside = before && row && !isOnOpenEdge(radar, index, others.length);
  if (staysInside) return { ...radar, rows: others.toSpliced(index, 0, row) };
  return radar.incomplete ? radar : { ...radar, incomplete: true };
}

/** Every client at risk is on this page. */
function isWholeRadar({ page, rows, total }: LiveRadar): boolean {
  return page === 1 && rows.length === total;
}

/** First or last of a page that has another before or after it: the neighbour's rows are not known. */
function isOnOpenEdge({ page, pageSize, total }: LiveRadar, index: number, last: number): boolean {
  return (index === 0 && page > 1) || (index === last && page * pageSize < total);
}

function compareRows(a: RiskRadarRow, b: RiskRadarRow): number {
  return (a.score ?? 0) - (b.score ?? 0) || compareText(foldForSearch(a.name), foldForSearch(b.name)) ||
    compareText(a.clientId, b.clientId);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A score computed again with the same outcome is no change that a reader could see. */
function looksSame(a: RiskRadarRow, b: RiskRadarRow): boolean {
  const visible = (
    { computedAt: _computedAt, staleFrom: _staleFrom, dataAsOf: _dataAsOf, ...rest }: RiskRadarRow,
  ) => JSON.stringify(rest);
  return visible(a) === visible(b);
}
