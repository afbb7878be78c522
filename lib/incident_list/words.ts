import type { PageParameters } from "@/lib/lists/page_link.ts";
import type { IncidentStatus } from "@/lib/scoring/types.ts";

/** What is open first, the most severe and then the oldest before. */
export const DEFAULT_INCIDENT_SORT = "-urgency";

/** "open", "under investigation", "resolved". */
export function statusWord(status: IncidentStatus): string {
  return status === "investigating" ? "under investigation" : status;
}

/**
 * The column and direction in which a list is seen to be sorted; `null` when it is by no column. By urgency, what is open
 * stands by its severity and what was resolved by when; a list of both is one after the other.
 */
export function shownSort({ sort = DEFAULT_INCIDENT_SORT, status }: PageParameters): string | null {
  if (!/^-?urgency$/.test(sort)) return sort;
  const sign = sort.startsWith("-") ? "-" : "";
  if (status === "all") return null;
  return sign + (status === "resolved" ? "resolvedAt" : "severity");
}
