import { expect } from "@std/expect";
import { parseIncidentPage } from "@/lib/incident_list/page_query.ts";

const NOW = new Date("2026-03-31T12:34:00Z");
const parse = (query: string) => parseIncidentPage(new URL(`http://localhost/incidents${query}`), NOW);

Deno.test("without parameters: what is open or under investigation, most urgent first", () => {
  const { parameters, api, query, view, faults } = parse("");
  expect([parameters, view, faults]).toEqual([{}, "current", []]);
  expect(api).toEqual({ sort: "-urgency", status: "open,investigating", page: "1", limit: "25" });
  expect(query).toMatchObject({ sort: "-urgency", status: ["open", "investigating"], page: 1 });
});

Deno.test("filters go into the address once, and to the API in its own words", () => {
  const { parameters, api, filters } = parse(
    "?severity=critical&severity=high&status=all&age=7&client=ac&page=2&sort=",
  );
  expect(parameters).toEqual({ severity: "critical,high", status: "all", age: "7", client: "ac", page: "2" });
  expect(api).toEqual({
    sort: "-urgency",
    severity: "critical,high",
    client: "ac",
    openedBefore: "2026-03-24T12:00:00.000Z",
    page: "2",
    limit: "25",
  });
  expect(filters.map(({ words }) => words)).toEqual([
    "Client: “ac”",
    "Opened more than 7 days ago",
  ]);
});

Deno.test("what is not valid is left out and said", () => {
  const { parameters, faults } = parse("?severity=huge&status=toString&age=2&sort=shoe&page=0");
  expect(parameters).toEqual({});
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["severity", "sort", "status", "age"]);
});
