/** What of the dashboard is in its address, so that it can be shared and works without JavaScript. */
import type { RadarBand } from "@/lib/analytics/radar_row.ts";
import type { RenewalWindow } from "@/lib/clients/renewal_window.ts";
import { pageAddress } from "@/lib/format/address.ts";

/** Which clients at risk the radar shows; all of them by default. */
export interface RadarFilter {
  band?: RadarBand[] | undefined;
  owner?: string | undefined;
  renewal?: RenewalWindow[] | undefined;
}

export interface DashboardQuery extends RadarFilter {
  /** Of the radar, from 1. */
  page?: number;
  /** Of the map; the commonest if absent. */
  currency?: string | undefined;
}

export function isFiltered({ band, owner, renewal }: RadarFilter): boolean {
  return band !== undefined || owner !== undefined || renewal !== undefined;
}

/** The query of the radar, as its page and its route in the API take it; starts with `&`, or is empty. */
export function radarParameters({ band, owner, renewal }: RadarFilter): string {
  const parameters = new URLSearchParams({
    ...(band ? { band: band.join(",") } : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(renewal ? { renewal: renewal.join(",") } : {}),
  });
  return parameters.size === 0 ? "" : `&${parameters}`;
}

/** @param card the id of the heading to go to */
export function dashboardAddress({ page = 1, currency, ...filter }: DashboardQuery, card: string): string {
  const parts = [
    ...(page > 1 ? [`page=${page}`] : []),
    ...(currency === undefined ? [] : [`currency=${currency}`]),
    radarParameters(filter).slice(1),
  ].filter((part) => part !== "");
  return `${pageAddress("/")}${parts.length === 0 ? "" : `?${parts.join("&")}`}#${card}`;
}
