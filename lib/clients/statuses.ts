/** Names of the statuses of a client. Runs in the browser too: no server code here. */
import { formatDay } from "@/lib/format/time.ts";

/** `churned` left for good, `left_well` left without being lost (a finished project): never counted as churn. */
export const CLIENT_STATUSES = ["active", "paused", "churned", "left_well"] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

/** The statuses whose clients are scored and counted. */
export const CURRENT_STATUSES: readonly ClientStatus[] = ["active", "paused"];

/** Whether a client of this status has left: its last score says nothing about it any more. */
export function hasLeft(status: ClientStatus): boolean {
  return !CURRENT_STATUSES.includes(status);
}

/** "Left on 3 Mar 2026", of a client that has left. @param endedOn `YYYY-MM-DD` */
export function leftWords(endedOn: string | null): string {
  return endedOn === null ? "Has left" : `Left on ${formatDay(endedOn)}`;
}
