import { expect } from "@std/expect";
import { applyToList, type ListState } from "@/lib/client_list/live_list.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
import type { ClientRow } from "@/lib/client_list/row.ts";
import { radarRow } from "@/testing/radar_row.ts";

function row(clientId: string, score: number, computedAt = "2026-03-31T10:00:00Z"): ClientRow {
  return {
    ...radarRow({ clientId, score, computedAt }),
    owner: "Dana",
    industry: null,
    status: "active",
    endedOn: null,
    tags: ["pilot"],
    staleFrom: "2026-03-31T10:20:00.000Z",
  };
}

const LIST: ListState = {
  rows: [row("a", 80), row("b", 70)],
  total: 2,
  mrr: [],
  page: 1,
  gone: new Set(),
};

Deno.test("a new score changes its row in place and leaves what only the list knows", () => {
  const news = { ...row("b", 10, "2026-03-31T10:25:00Z"), staleFrom: "2026-03-31T10:40:00.000Z" };
  const { rows } = applyToList(LIST, { event: "score", data: { row: news } });
  expect(rows.map(({ clientId, score }) => [clientId, score])).toEqual([["a", 80], ["b", 10]]);
  expect(rows[1]).toMatchObject({ owner: "Dana", tags: ["pilot"], staleFrom: "2026-03-31T10:40:00.000Z" });
});

Deno.test("what is not shown, or was overtaken on its way, changes nothing", () => {
  expect(applyToList(LIST, { event: "score", data: { row: row("c", 10) } })).toBe(LIST);
  const old = row("a", 10, "2026-03-31T09:00:00Z");
  expect(applyToList(LIST, { event: "score", data: { row: old } })).toBe(LIST);
});

Deno.test("none is staler than the oldest score of all, and what has none stays so", () => {
  const unscored = { ...row("c", 0), staleFrom: null };
  const state = { ...LIST, rows: [...LIST.rows, unscored] };
  const oldest = (scoresStaleFrom: string | null) =>
    ({ event: "overview", data: { scoresStaleFrom } as Overview }) as const;
  const { rows } = applyToList(state, oldest("2026-03-31T10:50:00.000Z"));
  expect(rows.map(({ staleFrom }) => staleFrom)).toEqual([
    "2026-03-31T10:50:00.000Z",
    "2026-03-31T10:50:00.000Z",
    null,
  ]);
  expect(applyToList(state, oldest("2026-03-31T10:20:00.000Z"))).toBe(state);
  expect(applyToList(state, oldest(null))).toBe(state);
});

Deno.test("a deleted client stays in its place, as gone", () => {
  const removed = (clientId: string) =>
    ({ event: "client", data: { change: "removed", clientId, name: clientId } }) as const;
  expect([...applyToList(LIST, removed("a")).gone]).toEqual(["a"]);
  expect(applyToList(LIST, removed("z"))).toBe(LIST);
});
