/** Simulations in words. Pure, the same on the server and in the browser. */
import { formatQuantity } from "@/lib/format/number.ts";
import { formatClock, formatInstant } from "@/lib/format/time.ts";
import type { RunCounts, SimulationEntry, SimulationStatus } from "@/lib/simulation/schema.ts";

/** "412 events and 3 incidents"; "nothing" when there is neither. */
export function thingsPhrase({ events, incidents }: Pick<RunCounts, "events" | "incidents">): string {
  const parts = [
    ...(events > 0 ? [formatQuantity(events, "event")] : []),
    ...(incidents > 0 ? [formatQuantity(incidents, "incident")] : []),
  ];
  return parts.length === 0 ? "nothing" : parts.join(" and ");
}

/** Whether there is something to tell everybody of. */
export function isPresent({ clients, stream }: Pick<SimulationStatus, "clients" | "stream">): boolean {
  return clients > 0 || stream !== null;
}

/** "Simulated data is on the dashboard: 412 events and 3 incidents for 15 clients" */
export function presenceSentence(status: Pick<SimulationStatus, keyof RunCounts>): string {
  if (status.clients === 0) return "Simulated activity is being made";
  return `Simulated data is on the dashboard: ${thingsPhrase(status)} for ${
    formatQuantity(status.clients, "client")
  }`;
}

/** Whom something is for when nobody was chosen: "all 15 clients". */
export function everybodyPhrase(clientCount: number): string {
  if (clientCount === 0) return "all clients";
  return clientCount === 1 ? "the one client" : `all ${formatQuantity(clientCount, "client")}`;
}

/** What an entry of the log says: first what was done, then what came of it. */
export function entryWords(entry: SimulationEntry): { title: string; text: string } {
  const { action, clientName, clients } = entry;
  const running = entry.state === "running";
  const who = clientName ?? formatQuantity(clients, "client");
  const things = thingsPhrase(entry);
  switch (action) {
    case "pulse":
      return { title: running ? "Pulse under way" : "Pulse", text: `${things} for ${who}` };
    case "stream": {
      const title = running ? "Continuous activity" : "Continuous activity ended";
      if (clients === 0) return { title, text: running ? "about to begin" : "nothing was made" };
      return { title, text: `${things} for ${who}${running ? " so far" : ""}` };
    }
    case "outage":
      return { title: "Outage", text: `${things} opened for ${who}` };
    case "reset":
      return {
        title: running ? "Removing" : "Removed",
        text: `${things} taken away from ${who}${running ? " so far" : ""}`,
      };
  }
}

/** `09:41:07` of the day that `now` is in, otherwise with the day: `12 Mar 2027, 09:41`. */
export function entryTime(at: string, now: string, timeZone: string): string {
  const dayOf = (instant: string) => formatInstant(instant, timeZone).split(",")[0];
  if (dayOf(at) !== dayOf(now)) return formatInstant(at, timeZone);
  return `${formatClock(at, timeZone)}:${at.slice(17, 19)}`;
}
