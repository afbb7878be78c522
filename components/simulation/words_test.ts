import { expect } from "@std/expect";
import {
  entryTime,
  entryWords,
  everybodyPhrase,
  isPresent,
  presenceSentence,
  thingsPhrase,
} from "@/components/simulation/words.ts";
import type { SimulationEntry } from "@/lib/simulation/schema.ts";

const ENTRY: SimulationEntry = {
  action: "pulse",
  runId: "run",
  clientId: null,
  clientName: null,
  state: "done",
  clients: 15,
  events: 412,
  incidents: 0,
  at: "2026-03-10T12:00:07.250Z",
};

const said = (changes: Partial<SimulationEntry>) => {
  const { title, text } = entryWords({ ...ENTRY, ...changes });
  return `${title}: ${text}`;
};

Deno.test("what is there is counted, and nothing is said of what is not", () => {
  expect(thingsPhrase({ events: 1, incidents: 2 })).toBe("1 event and 2 incidents");
  expect(thingsPhrase({ events: 0, incidents: 3 })).toBe("3 incidents");
  expect(thingsPhrase({ events: 0, incidents: 0 })).toBe("nothing");
});

Deno.test("the banner says what is simulated and for how many", () => {
  expect(presenceSentence({ clients: 15, events: 1_412, incidents: 3 })).toBe(
    "Simulated data is on the dashboard: 1,412 events and 3 incidents for 15 clients",
  );
  expect(presenceSentence({ clients: 0, events: 0, incidents: 0 })).toBe("Simulated activity is being made");
  expect(isPresent({ clients: 0, stream: null })).toBe(false);
  expect(isPresent({ clients: 1, stream: null })).toBe(true);
});

Deno.test("everybody is counted", () => {
  expect([0, 1, 15].map(everybodyPhrase)).toEqual(["all clients", "the one client", "all 15 clients"]);
});

Deno.test("each kind of entry has its words", () => {
  expect(said({})).toBe("Pulse: 412 events for 15 clients");
  expect(said({ state: "running" })).toBe("Pulse under way: 412 events for 15 clients");
  expect(said({ action: "stream", state: "running" })).toBe(
    "Continuous activity: 412 events for 15 clients so far",
  );
  expect(said({ action: "stream" })).toBe("Continuous activity ended: 412 events for 15 clients");
  expect(said({ action: "stream", state: "running", clients: 0, events: 0 })).toBe(
    "Continuous activity: about to begin",
  );
  expect(said({ action: "reset", state: "running", clients: 3 })).toBe(
    "Removing: 412 events taken away from 3 clients so far",
  );
  const acme = { clientName: "Acme", clients: 1, incidents: 3 };
  expect(said({ ...acme, action: "outage", events: 0 })).toBe("Outage: 3 incidents opened for Acme");
  expect(said({ ...acme, action: "reset", runId: null })).toBe(
    "Removed: 412 events and 3 incidents taken away from Acme",
  );
});

Deno.test("a time of today has its seconds, an older one its day, both in the reader's zone", () => {
  expect(entryTime(ENTRY.at, "2026-03-10T23:00:00Z", "UTC")).toBe("12:00:07");
  expect(entryTime(ENTRY.at, "2026-03-11T00:00:00Z", "UTC")).toBe("10 Mar 2026, 12:00");
  // Thirteen hours ahead of UTC in Samoa: 01:00 on the next day, whose midnight was at 11:00 UTC.
  expect(entryTime(ENTRY.at, "2026-03-10T11:30:00Z", "Pacific/Apia")).toBe("01:00:07");
  expect(entryTime(ENTRY.at, "2026-03-10T10:30:00Z", "Pacific/Apia")).toBe("11 Mar 2026, 01:00");
});
