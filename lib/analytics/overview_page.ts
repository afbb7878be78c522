import type { Overview } from "@/lib/analytics/overview.ts";
import { getJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";

/**
 * Tells of each new overview after that position of the stream, until the returned function is called. Browser only.
 */
export function followOverview(after: string, onOverview: (overview: Overview) => void): () => void {
  /** Grows with each overview that came by the stream: what is read meanwhile is not newer for sure. */
  let received = 0;
  const refresher = createRefresher(async () => {
    const before = received;
    const overview = await getJson<Overview>("/analytics/overview");
    if (received === before) onOverview(overview);
  });
  const unsubscribe = subscribe(["overview"], { after }, ({ event, data }) => {
    if (event === "resync") refresher.request();
    if (event !== "overview") return;
    received++;
    onOverview(data as unknown as Overview);
  });
  return () => {
    unsubscribe();
    refresher.stop();
  };
}
