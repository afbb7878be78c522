/** Names of the statuses of a client. Runs in the browser too: no server code here. */

/** `churned` left for good, `left_well` left without being lost (a finished project): never counted as churn. */
export const CLIENT_STATUSES = ["active", "paused", "churned", "left_well"] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

/** The statuses whose clients are scored and counted. */
export const CURRENT_STATUSES: readonly ClientStatus[] = ["active", "paused"];
