import { expect } from "@std/expect";
import { newsKey, withEntry } from "@/lib/simulation/news.ts";
import type { SimulationEntry } from "@/lib/simulation/schema.ts";

const entry = (runId: string | null, events: number): SimulationEntry => ({
  action: runId ? "pulse" : "reset",
  runId,
  clientId: null,
  clientName: "Acme",
  state: "done",
  clients: 1,
  events,
  incidents: 0,
  at: "2026-03-10T12:00:00.000Z",
});

Deno.test("news of a run that is in the log take the place of those before, others come on top", () => {
  const log = [entry("b", 2), entry("a", 1)];
  expect(withEntry(log, entry("a", 5), 3)).toEqual([entry("b", 2), entry("a", 5)]);
  expect(withEntry(log, entry("c", 3), 3)).toEqual([entry("c", 3), entry("b", 2), entry("a", 1)]);
  expect(withEntry(log, entry("c", 3), 2)).toEqual([entry("c", 3), entry("b", 2)]);
});

Deno.test("a reset is told from others by its time and its client", () => {
  expect(newsKey(entry(null, 1))).toBe("2026-03-10T12:00:00.000Z Acme");
  expect(newsKey(entry("a", 1))).toBe("a");
});
