import { expect } from "@std/expect";
import { covers, topicsToAsk } from "@/lib/live/browser/coverage.ts";
import { Roster } from "@/lib/live/browser/roster.ts";

function openAll(roster: Roster): void {
  const plan = roster.plan();
  if (plan) roster.opened(plan);
}

Deno.test("the server is asked for no topic that another covers, and for at most fifty", () => {
  expect(topicsToAsk(["client:b", "simulation", "client:a", "client:b"])).toEqual([
    "client:a",
    "client:b",
    "simulation",
  ]);
  expect(topicsToAsk(["client:b", "overview", "simulation"])).toEqual(["overview", "simulation"]);
  const many = Array.from({ length: 51 }, (_, index) => `client:${index}` as const);
  expect(topicsToAsk([...many, "simulation"])).toEqual(["overview", "simulation"]);
  expect(topicsToAsk(many.slice(1)).length).toBe(50);
  expect(covers(["overview"], "client:a")).toBe(true);
  expect(covers(["client:a"], "overview")).toBe(false);
  expect(covers(["overview"], "simulation")).toBe(false);
});

Deno.test("one stream is opened for all tabs, from the earliest position", () => {
  const roster = new Roster();
  expect(roster.plan()).toBeNull();
  roster.note("tab 1", ["client:a"], "9-0");
  roster.note("tab 2", ["client:b"], "10-0");
  roster.note("tab 3", ["client:b"], null);

  expect(roster.plan()).toEqual({ topics: ["client:a", "client:b"], after: "9-0" });
  openAll(roster);
  expect(roster.plan()).toBeNull();
});

Deno.test("a tab that the open stream serves changes nothing; one that needs more, or earlier, does", () => {
  const roster = new Roster();
  roster.note("tab 1", ["overview"], "5-0");
  openAll(roster);
  roster.passed("8-0");

  roster.note("tab 2", ["client:a"], "8-0");
  expect(roster.plan()).toBeNull();
  roster.note("tab 3", ["client:a"], "7-0");
  expect(roster.plan()).toEqual({ topics: ["overview"], after: "7-0" });
  openAll(roster);
  roster.note("tab 4", ["simulation"], "9-0");
  expect(roster.plan()).toEqual({ topics: ["overview", "simulation"], after: "7-0" });
});

Deno.test("an event moves on those it was told to, not those that still wait for their stream", () => {
  const roster = new Roster();
  roster.note("tab 1", ["client:a"], "5-0");
  openAll(roster);
  roster.note("tab 2", ["client:b"], "5-0");
  roster.passed("9-0");

  expect(roster.covering).toEqual({ topics: ["client:a"], after: "9-0" });
  expect(roster.plan()).toEqual({ topics: ["client:a", "client:b"], after: "5-0" });
});

Deno.test("a tab that is gone is forgotten", () => {
  const roster = new Roster();
  roster.note("tab 1", ["client:a"], "5-0");
  roster.note("tab 2", ["client:b"], "5-0");
  openAll(roster);
  roster.note("tab 2", [], null);
  expect(roster.plan()).toEqual({ topics: ["client:a"], after: "5-0" });
  roster.note("tab 1", [], null);
  expect(roster.plan()).toBeNull();
});
