import type { IncidentStatus } from "@/lib/scoring/types.ts";

/** What is open first, the most severe and then the oldest before. */
export const DEFAULT_INCIDENT_SORT = "-urgency";

/** "open", "under investigation", "resolved". */
export function statusWord(status: IncidentStatus): string {
  return status === "investigating" ? "under investigation" : status;
}
