import { expect } from "@std/expect";
import { dashboardAddress, isFiltered, radarParameters } from "@/lib/analytics/dashboard_address.ts";
import { dashboardQuery } from "@/lib/analytics/dashboard_query.ts";

const queryOf = (search: string) => dashboardQuery(new URL(`http://localhost/${search}`));

Deno.test("the dashboard's address says which clients, which page and which currency", () => {
  expect(queryOf("?page=2&band=critical&owner=Dana%20O%26K&renewal=overdue,0-30&currency=USD")).toEqual({
    page: 2,
    band: ["critical"],
    owner: "Dana O&K",
    renewal: ["overdue", "0-30"],
    currency: "USD",
  });
});

Deno.test("blanks of a form and what makes no sense are left out", () => {
  expect(queryOf("?band=&owner=&renewal=")).toEqual({});
  expect(queryOf("?page=0&band=healthy&renewal=soon&currency=euro&other=1")).toEqual({});
});

Deno.test("an address leads back to the query it was made of", () => {
  const query = {
    page: 3,
    band: ["at_risk" as const],
    owner: "Dana O&K",
    renewal: ["none" as const],
    currency: "EUR",
  };
  const address = dashboardAddress(query, "risk-radar");
  expect(address).toBe("/?page=3&currency=EUR&band=at_risk&owner=Dana+O%26K&renewal=none#risk-radar");
  expect(queryOf(address.slice(1))).toEqual(query);
  expect(dashboardAddress({ page: 1 }, "score-map")).toBe("/#score-map");
});

Deno.test("a radar without a filter has no parameters", () => {
  expect([radarParameters({}), isFiltered({})]).toEqual(["", false]);
  expect([radarParameters({ owner: "A" }), isFiltered({ owner: "A" })]).toEqual(["&owner=A", true]);
  expect(isFiltered(queryOf("?page=2"))).toBe(false);
});
