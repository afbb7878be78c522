/** What the address of the list of incidents asks for. Reads it leniently: what is not valid is left out, and said. */
import type { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { DEFAULT_INCIDENT_SORT } from "@/lib/incident_list/words.ts";
import { type IncidentQuery, incidentQuerySchema } from "@/lib/incidents/query.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { pageNumber, type PageParameters } from "@/lib/lists/page_link.ts";

export interface IncidentPageQuery {
  /** What is asked for, each once and valid: the canonical address of the page. */
  parameters: PageParameters;
  view: IncidentView;
  /** The same as parameters of the API, to read the list again. */
  api: PageParameters;
  query: IncidentQuery;
  /** What narrows the list beside view and severity, in words, and the parameters that do it. */
  filters: { words: string; names: string[] }[];
  /** What was left out as not valid, a clause each. */
  faults: string[];
}

/** Which incidents: those that need somebody, those somebody is on, those that are over. */
export const INCIDENT_VIEWS = {
  current: { label: "Unresolved", statuses: "open,investigating" },
  investigating: { label: "Under investigation", statuses: "investigating" },
  resolved: { label: "Resolved", statuses: "resolved" },
  all: { label: "All", statuses: null },
} as const;

export type IncidentView = keyof typeof INCIDENT_VIEWS;

/** Days that an incident has been open for at least. */
export const INCIDENT_AGES = [1, 7, 30] as const;

/** Parameters that the API knows by the same name and takes as they are. */
const SHARED = ["severity", "client", "clientId", "sort"] as const;

const HOUR_MS = 3_600_000;

/** @param now decides what is older than a day; to the hour, so that many readers ask the same */
export function parseIncidentPage(url: URL, now: Date): IncidentPageQuery {
  const parameters: Record<string, string> = {};
  const api: Record<string, string> = { sort: DEFAULT_INCIDENT_SORT };
  const faults: string[] = [];
  const given = (name: string) =>
    url.searchParams.getAll(name).map((value) => value.trim()).filter((value) => value !== "").join(",") ||
    undefined;
  for (const name of SHARED) {
    const value = given(name);
    if (value === undefined) continue;
    const parsed = incidentQuerySchema.shape[name].safeParse(value);
    if (!parsed.success) {
      faults.push(faultOf(name, parsed.error));
      continue;
    }
    api[name] = value;
    if (name !== "sort" || value !== DEFAULT_INCIDENT_SORT) parameters[name] = value;
  }
  const view = viewOf(given("status"), faults);
  const { statuses } = INCIDENT_VIEWS[view];
  if (statuses) api.status = statuses;
  if (view !== "current") parameters.status = view;
  const age = given("age");
  const days = INCIDENT_AGES.find((known) => String(known) === age);
  if (days !== undefined) {
    parameters.age = String(days);
    const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
    api.openedBefore = new Date(hour - days * 24 * HOUR_MS).toISOString();
  } else if (age !== undefined) faults.push(`age must be one of ${INCIDENT_AGES.join(", ")}`);
  const page = pageNumber({ page: given("page") ?? "1" });
  if (page > 1) parameters.page = String(page);
  Object.assign(api, { page: String(page), limit: String(LIMITS.pageSizeDefault) });
  return {
    parameters,
    view,
    api,
    query: incidentQuerySchema.parse(api),
    filters: filtersOf(parameters),
    faults,
  };
}

function viewOf(given: string | undefined, faults: string[]): IncidentView {
  if (given === undefined) return "current";
  if (Object.hasOwn(INCIDENT_VIEWS, given)) return given as IncidentView;
  faults.push(`status must be one of ${Object.keys(INCIDENT_VIEWS).join(", ")}`);
  return "current";
}

function filtersOf({ client, clientId, age }: PageParameters): IncidentPageQuery["filters"] {
  return [
    ...(client ? [{ words: `Client: “${client}”`, names: ["client"] }] : []),
    ...(clientId ? [{ words: "Of one client", names: ["clientId"] }] : []),
    ...(age ? [{ words: `Opened more than ${formatQuantity(Number(age), "day")} ago`, names: ["age"] }] : []),
  ];
}

function faultOf(name: string, { issues }: z.ZodError): string {
  return `${name} ${issues[0]?.message ?? "is not valid"}`;
}
