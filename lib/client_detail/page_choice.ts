/** What a client's page shows of usage, as its address says it. Runs in the browser too. */
import { clientAddress } from "@/lib/format/address.ts";

/** Local days of the logins that a page shows. */
export const HEATMAP_DAYS = 365;
/** Local days of scores that a page shows. */
export const HISTORY_DAYS = 90;

/** Notes that a page shows at first. */
export const NOTES_SHOWN = 20;

/** Local days of usage to choose from. */
export const USAGE_RANGES = [7, 30, 90] as const;
export type UsageRange = (typeof USAGE_RANGES)[number];

export interface UsageChoice {
  range: UsageRange;
  /** A telemetry type; `null` for the one the score rests on. */
  type: string | null;
}

/** Reads `?days=` and `?type=`. An address that someone typed wrong still shows the page: by default a month. */
export function usageChoice(url: URL): UsageChoice {
  const days = url.searchParams.get("days");
  return {
    range: USAGE_RANGES.find((range) => String(range) === days) ?? 30,
    type: url.searchParams.get("type"),
  };
}

/** The address of the page with this choice, at the chart. */
export function usageAddress(clientId: string, range: UsageRange, type: string): string {
  const query = new URLSearchParams({ days: String(range), type });
  return `${clientAddress(clientId)}?${query}#usage`;
}
