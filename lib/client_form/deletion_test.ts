import { expect } from "@std/expect";
import { deletionSentence } from "@/lib/client_form/deletion.ts";

Deno.test("a deletion names what will go, and only that", () => {
  const contents = { events: 12_480, incidents: 3, notes: 2, days: 400, outcomes: 0, points: 90 };
  expect(deletionSentence("Acme", contents)).toBe(
    "Delete Acme and its 12,480 events, 3 incidents, 2 notes, 400 days of history",
  );
  expect(deletionSentence("Acme", { ...contents, events: 1, incidents: 0, notes: 0, days: 1 })).toBe(
    "Delete Acme and its 1 event, 1 day of history",
  );
  expect(deletionSentence("Acme", { ...contents, events: 0, incidents: 0, notes: 0, days: 0 })).toBe(
    "Delete Acme, of which no data is stored",
  );
});
