/** What the address of the list of clients asks for. Reads it leniently: what is not valid is left out, and said. */
import type { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { formatDay } from "@/lib/format/time.ts";
import { COLUMN_IDS, type ColumnId, csvColumns, DEFAULT_COLUMNS } from "@/lib/client_list/columns.ts";
import { clientFilterFields, type ClientQuery, clientQuerySchema } from "@/lib/clients/query.ts";
import {
  BOUND_NAMES,
  boundFaults,
  boundsWords,
  readBounds,
  type RefusedBounds,
} from "@/lib/client_list/mrr_bounds.ts";
import { CLIENT_STATUSES, CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import { RENEWAL_WINDOWS, renewalWord } from "@/lib/clients/renewal_window.ts";
import { pageNumber, type PageParameters } from "@/lib/lists/page_link.ts";

export interface ClientPageQuery {
  /** What is asked for, each once and valid: the canonical address of the page. */
  parameters: PageParameters;
  columns: readonly ColumnId[];
  /** The reader chose the columns. */
  columnsChosen: boolean;
  /** The same filters, sort and page as parameters of the API, to read the list again. */
  api: PageParameters;
  /** The same filters, sort and chosen columns as parameters of the API, for a CSV that spreadsheets open. */
  exportParameters: PageParameters;
  query: ClientQuery;
  /** What narrows the list, in words, and the parameters that do it. */
  filters: ActiveFilter[];
  /** What was left out as not valid, a clause each. */
  faults: string[];
  /** Bounds of money among it, as typed. */
  refusedBounds: RefusedBounds;
}

export interface ActiveFilter {
  words: string;
  names: string[];
}

/** Of clients that are there, that are gone, or all of them. */
export const STATUS_VIEWS = {
  current: { label: "Current", statuses: CURRENT_STATUSES },
  left: { label: "Left", statuses: CLIENT_STATUSES.filter((status) => !CURRENT_STATUSES.includes(status)) },
  all: { label: "All", statuses: null },
} as const;

export type StatusView = keyof typeof STATUS_VIEWS;

/** Parameters that the API knows by the same name and takes as they are. */
const SHARED = [
  "search",
  "band",
  "plan",
  "industry",
  "owner",
  "tag",
  "currency",
  "renewal",
  "renewsAfter",
  "renewsBefore",
  "sort",
] as const;

const LABELS = { plan: "Plan", industry: "Industry", owner: "Owner", tag: "Tag", currency: "Currency" };

export const DEFAULT_SORT = "name";

/** Parameters that may be given several times, as checkboxes are. */
const LISTS: readonly string[] = ["band", "columns"];

/** What has been read so far. */
interface Reading {
  given: Readonly<Record<string, string>>;
  /** Of the page's own address. */
  parameters: Record<string, string>;
  /** The same for the API. */
  api: Record<string, string>;
  faults: string[];
}

/** @param currencies those that the clients are paid in: where it is only one, bounds of money are of that */
export function parseClientPage(url: URL, currencies: readonly string[]): ClientPageQuery {
  const reading: Reading = { given: valuesOf(url), parameters: {}, api: {}, faults: [] };
  const { given, parameters, api, faults } = reading;
  for (const name of SHARED) readShared(name, reading);
  readStatus(reading);
  const refusedBounds = readMoney(reading, currencies);
  refuseFormer(reading);
  const columns = COLUMN_IDS.filter((id) => (given.columns ?? "").split(",").includes(id));
  const columnsChosen = columns.length > 0 && columns.join() !== DEFAULT_COLUMNS.join();
  if (columnsChosen) parameters.columns = columns.join(",");
  const page = pageNumber(given);
  if (page > 1) parameters.page = String(page);
  const paged = { ...api, page: String(page), limit: String(LIMITS.pageSizeDefault) };
  return {
    parameters,
    api: paged,
    columns: columnsChosen ? columns : DEFAULT_COLUMNS,
    columnsChosen,
    exportParameters: {
      ...api,
      bom: "true",
      dates: "local",
      ...(columnsChosen ? { columns: csvColumns(columns).join(",") } : {}),
    },
    query: clientQuerySchema.parse(paged),
    filters: activeFilters(parameters),
    faults,
    refusedBounds,
  };
}

/** The last value of each parameter that has one; of those that are lists, all values. */
function valuesOf(url: URL): Record<string, string> {
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].flatMap((name) => {
      const values = url.searchParams.getAll(name).map((value) => value.trim()).filter((value) =>
        value !== ""
      );
      const value = LISTS.includes(name) ? values.join(",") : values.at(-1);
      return value ? [[name, value]] : [];
    }),
  );
}

function readShared(name: (typeof SHARED)[number], { given, parameters, api, faults }: Reading): void {
  const value = given[name];
  if (value === undefined) return;
  const parsed = clientQuerySchema.shape[name].safeParse(value);
  if (parsed.success) {
    api[name] = value;
    if (name !== "sort" || value !== DEFAULT_SORT) parameters[name] = value;
  } else {
    faults.push(faultOf(name, parsed.error));
  }
}

function readStatus({ given, parameters, api, faults }: Reading): void {
  const { status = "current" } = given;
  const view = statusView(status);
  if (view) {
    const { statuses } = STATUS_VIEWS[view];
    if (statuses) api.status = statuses.join(",");
    if (view !== "current") parameters.status = view;
    return;
  }
  const parsed = clientFilterFields.status.safeParse(status);
  api.status = parsed.success ? status : CURRENT_STATUSES.join(",");
  if (parsed.success) parameters.status = status;
  else faults.push(faultOf("status", parsed.error));
}

/** Bounds of money go with a currency or not at all. */
function readMoney(
  { given, parameters, api, faults }: Reading,
  currencies: readonly string[],
): RefusedBounds {
  const bounds = readBounds(given, { chosen: parameters.currency, currencies });
  Object.assign(parameters, bounds.parameters);
  Object.assign(api, bounds.api);
  faults.push(...boundFaults(bounds.refused));
  return bounds.refused;
}

/** Addresses that were kept from before windows meant the same everywhere. */
function refuseFormer({ given, faults }: Reading): void {
  if (given.renews !== undefined) faults.push(`renews is renewal now: ${RENEWAL_WINDOWS.join(", ")}`);
}

/** The view of that name, if there is one. */
export function statusView(name: string): StatusView | null {
  return Object.hasOwn(STATUS_VIEWS, name) ? name as StatusView : null;
}

function faultOf(name: string, { issues }: z.ZodError): string {
  return `${name} ${issues[0]?.message ?? "is not valid"}`;
}

function activeFilters(parameters: PageParameters): ActiveFilter[] {
  const filters: ActiveFilter[] = [];
  const add = (words: string, ...names: string[]) => filters.push({ words, names });
  if (parameters.search) add(`Search: “${parameters.search}”`, "search");
  const money = boundsWords(parameters);
  for (const [name, label] of Object.entries(LABELS)) {
    const value = parameters[name];
    if (value && !(name === "currency" && money)) add(`${label}: ${value}`, name);
  }
  // Together, since the one says nothing without the other.
  if (money) add(money, "currency", ...BOUND_NAMES);
  const { renewal, renewsAfter, renewsBefore, status } = parameters;
  if (renewal) add(`Renewal: ${renewalWords(renewal)}`, "renewal");
  if (renewsAfter) add(`Renews from ${dayWords(renewsAfter)}`, "renewsAfter");
  if (renewsBefore) add(`Renews before ${dayWords(renewsBefore)}`, "renewsBefore");
  if (status && statusView(status) === null) {
    add(`Status: ${status.replaceAll("_", " ").replaceAll(",", ", ")}`, "status");
  }
  return filters;
}

/** @param windows some of RENEWAL_WINDOWS, separated by commas */
function renewalWords(windows: string): string {
  return RENEWAL_WINDOWS.filter((window) => windows.split(",").includes(window)).map((window) =>
    renewalWord(window).toLowerCase()
  ).join(" or ");
}

function dayWords(dayOrInstant: string): string {
  return formatDay(dayOrInstant.slice(0, 10));
}
