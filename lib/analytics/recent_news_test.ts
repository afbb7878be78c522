import { expect } from "@std/expect";
import { latestNews } from "@/lib/analytics/recent_news.ts";
import type { LiveMessage } from "@/lib/live/events.ts";
import type { LiveEventName } from "@/lib/live/topics.ts";

function message(id: string, event: LiveEventName, clientId: string | null, data: object): LiveMessage {
  return { id, event, clientId, data: JSON.stringify({ clientId, ...data }), topics: [] };
}

function row(score: number | null) {
  return {
    clientId: "a",
    name: "Acme",
    plan: "Pro",
    band: score === null ? "unknown" : "at_risk",
    score,
    heldUntil: null,
    trend: null,
    sparkline: [],
    driver: "Two critical incidents (−24)",
    mrr: 100,
    currency: "EUR",
    renewsOn: null,
    renewsInDays: null,
    openIncidents: 2,
    dataAsOf: null,
    computedAt: "2026-03-31T12:00:00.000Z",
    staleFrom: "2026-03-31T12:20:00.000Z",
  };
}

const INCIDENT = {
  id: "i",
  title: "API answers 500",
  severity: "critical",
  status: "open",
  openedAt: "2026-03-31T12:00:00.000Z",
  resolvedAt: null,
  simulated: true,
};

Deno.test("news are told in words, at the time they came into the stream", () => {
  const [score, incident, ...others] = latestNews([
    message("1774958400000-1", "score", "a", { row: row(41) }),
    message("1774958400000-0", "incident", "b", INCIDENT),
    message("1774958399000-0", "client", "c", { change: "removed", name: "Dune" }),
    message("1774958398000-0", "client", "a", { change: "changed", current: false, row: row(41) }),
  ], 10);
  expect(score).toEqual({
    id: "1774958400000-1",
    at: "2026-03-31T12:00:00.000Z",
    clientId: "a",
    clientName: "Acme",
    text: "41, at risk. Two critical incidents (−24)",
    band: "at_risk",
    severity: null,
    simulated: false,
  });
  expect(incident).toMatchObject({
    clientName: null,
    severity: "critical",
    simulated: true,
    text: "Critical incident opened: API answers 500",
  });
  expect(others.map(({ clientName, text }) => `${clientName}: ${text}`)).toEqual([
    "Dune: Deleted with all of its history",
    "Acme: Has left",
  ]);
});

Deno.test("of one client the newest score alone is news, of incidents each", () => {
  const news = latestNews([
    message("5-0", "score", "a", { row: row(null) }),
    message("4-0", "incident", "a", { ...INCIDENT, status: "resolved" }),
    message("3-0", "score", "a", { row: row(50) }),
    message("2-0", "incident", "a", { ...INCIDENT, removed: true }),
  ], 10);
  expect(news.map(({ text }) => text)).toEqual([
    "No score: not enough data",
    "Critical incident resolved: API answers 500",
    "Critical incident deleted: API answers 500",
  ]);
});

Deno.test("what concerns no client, or cannot be read, is left out, and the list is bounded", () => {
  const news = latestNews([
    message("9-0", "overview", null, {}),
    message("8-0", "score", "a", { row: { of: "a newer version" } }),
    message("7-0", "incident", "a", INCIDENT),
    message("6-0", "incident", "b", INCIDENT),
  ], 1);
  expect(news.map(({ id }) => id)).toEqual(["7-0"]);
});
