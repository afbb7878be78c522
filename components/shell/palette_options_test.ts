import { expect } from "@std/expect";
import { movedBy, type Offer, paletteGroups } from "@/components/shell/palette_options.ts";
import type { FoundClient } from "@/lib/clients/search.ts";

const ACME: FoundClient = {
  id: "7",
  externalId: "acme",
  name: "Acme",
  plan: "Pro",
  health: null,
  status: "active",
  endedOn: null,
};

const labels = (offer: Partial<Offer>) =>
  paletteGroups({ text: "", clients: [], recent: [], ...offer }).map(({ title, options }) => [
    title,
    ...options.map(({ label }) => label),
  ]);

const PAGES = ["Dashboard", "Clients", "Incidents", "Scores", "Simulation", "API docs"];

Deno.test("without a text it offers the clients seen last and every page", () => {
  expect(labels({})).toEqual([["Pages", ...PAGES]]);
  expect(labels({ recent: [{ id: "7", name: "Acme" }], clients: [ACME] })).toEqual([
    ["Recent clients", "Acme"],
    ["Pages", ...PAGES],
  ]);
});

Deno.test("a text finds clients as the server found them, and pages by the beginning of a word", () => {
  expect(labels({ text: "ac", clients: [ACME], recent: [{ id: "8", name: "Birch" }] })).toEqual([
    ["Clients", "Acme"],
  ]);
  expect(labels({ text: " S" })).toEqual([["Pages", "Scores", "Simulation"]]);
  expect(labels({ text: "docs" })).toEqual([["Pages", "API docs"]]);
  expect(labels({ text: "api d" })).toEqual([["Pages", "API docs"]]);
  expect(labels({ text: "ocs" })).toEqual([]);
});

Deno.test("a client without a score is shown as unknown, and its address is made safe", () => {
  const [group] = paletteGroups({ text: "a", clients: [{ ...ACME, id: "a/b" }], recent: [] });
  expect(group?.options).toEqual([{
    key: "client-a/b",
    label: "Acme",
    href: "/clients/a%2Fb",
    note: "acme · Pro",
    health: { band: "unknown", score: null },
  }]);
});

Deno.test("the arrows go round", () => {
  expect([movedBy(0, 1, 3), movedBy(2, 1, 3), movedBy(0, -1, 3), movedBy(0, 1, 0)]).toEqual([1, 0, 2, 0]);
});
