/** What the address of the list of clients asks for. Reads it leniently: what is not valid is left out, and said. */
import type { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { formatMoney, minorUnits } from "@/lib/format/money.ts";
import { formatDay } from "@/lib/format/time.ts";
import { COLUMN_IDS, type ColumnId, csvColumns, DEFAULT_COLUMNS } from "@/lib/client_list/columns.ts";
import { clientFilterFields, type ClientQuery, clientQuerySchema } from "@/lib/clients/query.ts";
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

/** Stands for currencies with cents where none is filtered by; its sign is never shown. */
const PLAIN_CURRENCY = "USD";

/** What has been read so far. */
interface Reading {
  given: Readonly<Record<string, string>>;
  /** Of the page's own address. */
  parameters: Record<string, string>;
  /** The same for the API. */
  api: Record<string, string>;
  faults: string[];
}

export function parseClientPage(url: URL): ClientPageQuery {
  const reading: Reading = { given: valuesOf(url), parameters: {}, api: {}, faults: [] };
  const { given, parameters, api, faults } = reading;
  for (const name of SHARED) readShared(name, reading);
  readStatus(reading);
  for (const name of ["mrrFrom", "mrrTo"] as const) readMoney(name, reading);
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

/** Amounts are typed in whole units of the currency filtered by, or of one with cents. */
function readMoney(name: "mrrFrom" | "mrrTo", { given, parameters, api, faults }: Reading): void {
  const value = given[name];
  if (value === undefined) return;
  const amount = minorUnits(value, parameters.currency ?? PLAIN_CURRENCY);
  if (amount === null) {
    faults.push(`${name === "mrrFrom" ? "MRR from" : "MRR to"} must be an amount, such as 1,000`);
    return;
  }
  parameters[name] = value;
  api[name === "mrrFrom" ? "mrrMin" : "mrrMax"] = String(amount);
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
  for (const [name, label] of Object.entries(LABELS)) {
    const value = parameters[name];
    if (value) add(`${label}: ${value}`, name);
  }
  const { mrrFrom, mrrTo, renewal, renewsAfter, renewsBefore, status } = parameters;
  if (mrrFrom || mrrTo) add(moneyWords(mrrFrom, mrrTo, parameters.currency), "mrrFrom", "mrrTo");
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

function moneyWords(from: string | undefined, to: string | undefined, currency: string | undefined): string {
  const words = (text: string) => {
    const amount = minorUnits(text, currency ?? PLAIN_CURRENCY) ?? 0;
    return currency ? formatMoney(amount, currency) : formatMoney(amount, PLAIN_CURRENCY).replace("$", "");
  };
  if (from && to) return `MRR ${words(from)} to ${words(to)}`;
  return from ? `MRR from ${words(from)}` : `MRR up to ${words(to ?? "0")}`;
}

function dayWords(dayOrInstant: string): string {
  return formatDay(dayOrInstant.slice(0, 10));
}
