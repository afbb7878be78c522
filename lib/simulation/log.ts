/** The log of simulations as an open page follows it. Browser only. */
import { getJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";
import { withEntry } from "@/lib/simulation/news.ts";
import type { SimulationEntry, SimulationNews } from "@/lib/simulation/schema.ts";

const ENTRIES_MAX = 100;

/** Tells of the log after each entry that comes after that position, until the returned function is called. */
export function followLog(
  after: string,
  initial: readonly SimulationEntry[],
  onEntries: (entries: readonly SimulationEntry[]) => void,
): () => void {
  let entries = initial;
  const show = (next: readonly SimulationEntry[]) => onEntries(entries = next);
  // After a gap; what comes while it reads is in what it reads, or asks again.
  const refresher = createRefresher(async () => {
    const read = await getJson<{ entries: SimulationEntry[] }>("/simulate/log");
    show(read.entries);
  });
  const unsubscribe = subscribe(["simulation"], { after }, ({ event, data, clientId }) => {
    if (event === "resync") refresher.request();
    else show(withEntry(entries, { ...(data as unknown as SimulationNews), clientId }, ENTRIES_MAX));
  });
  return () => {
    unsubscribe();
    refresher.stop();
  };
}
