import { expect } from "@std/expect";
import {
  applyToRadar,
  changedClients,
  type LiveRadar,
  type RadarEvent,
  replaceRadar,
} from "@/lib/analytics/live_radar.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
import type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";
import type { Band } from "@/lib/scoring/types.ts";
import { radarRow } from "@/testing/radar_row.ts";

const COMPUTED_AT = "2026-03-31T12:00:00.000Z";
const LATER = "2026-03-31T12:10:00.000Z";

/** A row whose id is its name in small letters. */
function row(name: string, score: number, overrides: Partial<RiskRadarRow> = {}): RiskRadarRow {
  const band: Band = score < 40 ? "critical" : score < 70 ? "at_risk" : "healthy";
  return radarRow({
    clientId: name.toLowerCase(),
    name,
    band,
    score,
    computedAt: COMPUTED_AT,
    ...overrides,
  });
}

function radarOf(rows: RiskRadarRow[], overrides: Partial<LiveRadar> = {}): LiveRadar {
  return {
    rows,
    total: rows.length,
    page: 1,
    pageSize: 25,
    clientCount: 15,
    incomplete: false,
    ...overrides,
  };
}

const scored = (row: RiskRadarRow): RadarEvent => ({ event: "score", data: { row } });
const removed = (clientId: string): RadarEvent => ({
  event: "client",
  data: { change: "removed", clientId, name: "" },
});
const names = (radar: LiveRadar) => radar.rows.map(({ name }) => name);

Deno.test("a client that enters the bands at risk is put in its place: by score, then name without case and accents", () => {
  const radar = radarOf([row("Acme", 30), row("Birch", 41), row("Dune", 41)]);
  const worst = applyToRadar(radar, scored(row("Zinc", 3)));
  expect([names(worst), worst.total]).toEqual([["Zinc", "Acme", "Birch", "Dune"], 4]);
  const tied = applyToRadar(radar, scored(row("Ćedar", 41)));
  expect(names(tied)).toEqual(["Acme", "Birch", "Ćedar", "Dune"]);
  const best = applyToRadar(radar, scored(row("Elm", 69)));
  expect(names(best)).toEqual(["Acme", "Birch", "Dune", "Elm"]);
});

Deno.test("a client that leaves the bands at risk goes, and the total follows", () => {
  const radar = radarOf([row("Acme", 30), row("Birch", 41)]);
  const healed = applyToRadar(radar, scored(row("Acme", 71)));
  expect([names(healed), healed.total]).toEqual([["Birch"], 1]);
  const unknown = applyToRadar(radar, scored(row("Acme", 30, { score: null, band: "unknown" })));
  expect(names(unknown)).toEqual(["Birch"]);
});

Deno.test("a client whose score moves changes its place", () => {
  const radar = radarOf([row("Acme", 30), row("Birch", 41), row("Cedar", 50)]);
  expect(names(applyToRadar(radar, scored(row("Acme", 45))))).toEqual(["Birch", "Acme", "Cedar"]);
});

Deno.test("a client that is deleted, or no longer a customer, goes", () => {
  const radar = radarOf([row("Acme", 30), row("Birch", 41)]);
  expect(names(applyToRadar(radar, removed("acme")))).toEqual(["Birch"]);
  const churned: RadarEvent = {
    event: "client",
    data: { change: "changed", current: false, row: row("Acme", 30) },
  };
  expect(names(applyToRadar(radar, churned))).toEqual(["Birch"]);
  const renamed: RadarEvent = {
    event: "client",
    data: { change: "changed", current: true, row: row("Acme", 30, { name: "Acme AG" }) },
  };
  expect(names(applyToRadar(radar, renamed))).toEqual(["Acme AG", "Birch"]);
});

Deno.test("nothing visible changed: the very same radar", () => {
  const radar = radarOf([row("Acme", 30)]);
  expect(applyToRadar(radar, scored(row("Acme", 30, { computedAt: LATER })))).toBe(radar);
  expect(applyToRadar(radar, scored(row("Birch", 90)))).toBe(radar);
  expect(applyToRadar(radar, removed("birch"))).toBe(radar);
});

Deno.test("a score that was overtaken on its way is dropped", () => {
  const radar = radarOf([row("Acme", 30, { computedAt: LATER })]);
  expect(applyToRadar(radar, scored(row("Acme", 60)))).toBe(radar);
});

Deno.test("a full radar keeps its page and counts what lies beyond", () => {
  const radar = radarOf([row("Acme", 30), row("Birch", 41)], { pageSize: 2 });
  const after = applyToRadar(radar, scored(row("Cedar", 35)));
  expect([names(after), after.total, after.incomplete]).toEqual([["Acme", "Cedar"], 3, false]);
});

Deno.test("on a page with others around it, a move inside is shown and anything else read again", () => {
  const rows = [row("Acme", 30), row("Birch", 41), row("Cedar", 50)];
  const middle = radarOf(rows, { page: 2, pageSize: 3, total: 8 });
  const moved = applyToRadar(middle, scored(row("Acme", 45)));
  expect([names(moved), moved.incomplete]).toEqual([["Birch", "Acme", "Cedar"], false]);
  for (
    const event of [
      scored(row("Birch", 20)),
      scored(row("Birch", 60)),
      scored(row("Birch", 80)),
      scored(row("Dune", 45)),
      removed("acme"),
    ]
  ) {
    const after = applyToRadar(middle, event);
    expect([names(after), after.incomplete]).toEqual([["Acme", "Birch", "Cedar"], true]);
  }
});

Deno.test("the first and the last page have one open edge", () => {
  const rows = [row("Acme", 30), row("Birch", 41), row("Cedar", 50)];
  const first = radarOf(rows, { page: 1, pageSize: 3, total: 6 });
  expect(names(applyToRadar(first, scored(row("Birch", 20))))).toEqual(["Birch", "Acme", "Cedar"]);
  expect(applyToRadar(first, scored(row("Birch", 60))).incomplete).toBe(true);
  const last = radarOf(rows, { page: 2, pageSize: 3, total: 6 });
  expect(names(applyToRadar(last, scored(row("Birch", 60))))).toEqual(["Acme", "Cedar", "Birch"]);
  expect(applyToRadar(last, scored(row("Birch", 20))).incomplete).toBe(true);
});

Deno.test("the overview brings the totals, and shows when a change was missed", () => {
  const radar = radarOf([row("Acme", 30), row("Birch", 41)]);
  const overview = (atRisk: number, clients: number): RadarEvent => ({
    event: "overview",
    // Only these two figures concern the radar.
    data: { clients, byBand: { healthy: 0, at_risk: atRisk, critical: 0, unknown: 0 } } as Overview,
  });
  expect(applyToRadar(radar, overview(2, 15))).toBe(radar);
  expect(applyToRadar(radar, overview(2, 16))).toMatchObject({ clientCount: 16, incomplete: false });
  expect(applyToRadar(radar, overview(3, 15))).toMatchObject({ total: 3, incomplete: true });
  const paged = radarOf([row("Acme", 30), row("Birch", 41)], { pageSize: 2, total: 9 });
  expect(applyToRadar(paged, overview(12, 15))).toMatchObject({ total: 12, incomplete: false });
});

Deno.test("a radar that was read again keeps the rows that look the same", () => {
  const radar = radarOf([row("Acme", 30), row("Birch", 41)], { incomplete: true });
  const after = replaceRadar(radar, {
    rows: [row("Acme", 30, { computedAt: LATER }), row("Birch", 40), row("Cedar", 50)],
    total: 3,
  });
  expect(after).toMatchObject({ total: 3, incomplete: false });
  expect(changedClients(radar, after)).toEqual(["birch", "cedar"]);
});

Deno.test("when a page has emptied the last one that is left is read", () => {
  const radar = radarOf([row("Acme", 30)], { page: 3, pageSize: 2, total: 5 });
  const after = replaceRadar(radar, { rows: [], total: 4 });
  expect(after).toMatchObject({ page: 2, total: 4, incomplete: true });
  expect(replaceRadar(radar, { rows: [], total: 0 })).toMatchObject({ page: 1, incomplete: true });
});

Deno.test("a filtered radar is read again after every event, since none tells what a filter asks for", () => {
  const radar = radarOf([row("Acme", 30)], { filter: { owner: "Dana" } });
  const after = applyToRadar(radar, scored(row("Birch", 3)));
  expect(after).toEqual({ ...radar, incomplete: true });
  expect(applyToRadar(after, scored(row("Birch", 4)))).toBe(after);
});
