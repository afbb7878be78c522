/** News of simulations as a log of entries. Runs in the browser too: no server code here. */
import type { SimulationEntry, SimulationNews } from "@/lib/simulation/schema.ts";

/** The same for all news of one run; those of a reset have no run. */
export function newsKey({ runId, at, clientName }: SimulationNews): string {
  return runId ?? `${at} ${clientName ?? ""}`;
}

/** The log with one more entry, newest first; the latest news of a run takes the place of those before it. */
export function withEntry(
  entries: readonly SimulationEntry[],
  entry: SimulationEntry,
  lengthMax: number,
): SimulationEntry[] {
  const key = newsKey(entry);
  const at = entries.findIndex((other) => newsKey(other) === key);
  if (at >= 0) return entries.map((other, index) => index === at ? entry : other);
  return [entry, ...entries].slice(0, lengthMax);
}
