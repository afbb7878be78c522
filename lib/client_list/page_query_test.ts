import { expect } from "@std/expect";
import { DEFAULT_COLUMNS } from "@/lib/client_list/columns.ts";
import { parseClientPage } from "@/lib/client_list/page_query.ts";

const parse = (query: string) => parseClientPage(new URL(`http://localhost/clients${query}`));

const SPREADSHEET = { bom: "true", dates: "local" };

Deno.test("without parameters the current clients are listed by name, in the usual columns", () => {
  const { parameters, exportParameters, query, columns, filters, faults } = parse("");
  expect(parameters).toEqual({});
  expect(exportParameters).toEqual({ status: "active,paused", ...SPREADSHEET });
  expect(query).toMatchObject({ sort: "name", page: 1, limit: 25, status: ["active", "paused"] });
  expect(columns).toEqual(DEFAULT_COLUMNS);
  expect([filters, faults]).toEqual([[], []]);
});

Deno.test("a form's repeated and empty fields become one canonical address", () => {
  const { parameters } = parse(
    "?search=&band=critical&band=at_risk&plan=+Team+&columns=mrr&columns=band&page=1",
  );
  expect(parameters).toEqual({ band: "critical,at_risk", plan: "Team", columns: "band,mrr" });
  const usual = DEFAULT_COLUMNS.map((id) => `columns=${id}`).join("&");
  expect(parse(`?${usual}&status=current&sort=name`).parameters).toEqual({});
});

Deno.test("amounts are read in the currency filtered by", () => {
  expect(parse("?mrrFrom=1,000&mrrTo=2500.50").exportParameters).toMatchObject({
    mrrMin: "100000",
    mrrMax: "250050",
  });
  const yen = parse("?mrrFrom=1000&currency=JPY");
  expect(yen.exportParameters).toMatchObject({ mrrMin: "1000", currency: "JPY" });
  expect(yen.filters.map(({ words }) => words)).toEqual(["Currency: JPY", "MRR from ¥1,000"]);
});

Deno.test("renewal windows go to the API as they are, and an address from before is not followed without a word", () => {
  const { exportParameters, query } = parse("?renewal=overdue,0-30");
  expect(exportParameters).toMatchObject({ renewal: "overdue,0-30" });
  expect(query.renewal).toEqual(["overdue", "0-30"]);
  expect(parse("?renews=passed").faults).toEqual([
    "renews is renewal now: overdue, 0-30, 31-60, 61-90, later, none",
  ]);
});

Deno.test("views of statuses: those that left, all of them, or one by name", () => {
  expect(parse("?status=left").exportParameters).toEqual({ status: "churned,left_well", ...SPREADSHEET });
  expect(parse("?status=all").exportParameters).toEqual(SPREADSHEET);
  const paused = parse("?status=paused");
  expect(paused.exportParameters).toEqual({ status: "paused", ...SPREADSHEET });
  expect(paused.filters).toEqual([{ words: "Status: paused", names: ["status"] }]);
  expect(parse("?status=current").parameters).toEqual({});
});

Deno.test("what is not valid is left out and said, the rest holds", () => {
  const { parameters, faults, query } = parse(
    "?band=red&mrrFrom=much&renewal=7&status=gone&owner=Dana&utm_source=x",
  );
  expect(parameters).toEqual({ owner: "Dana" });
  expect(query.status).toEqual(["active", "paused"]);
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["band", "renewal", "status", "MRR"]);
});

Deno.test("every active filter can be read and taken off", () => {
  const { filters } = parse("?search=ac&owner=Dana&mrrFrom=10&mrrTo=20&renewal=none,0-30");
  expect(filters.map(({ words }) => words)).toEqual([
    "Search: “ac”",
    "Owner: Dana",
    "MRR 10 to 20",
    "Renewal: within 30 days or no renewal",
  ]);
  const days = parse("?renewsAfter=2026-05-01&renewsBefore=2026-06-01T00:00:00Z");
  expect(days.filters.map(({ words }) => words)).toEqual([
    "Renews from 1 May 2026",
    "Renews before 1 Jun 2026",
  ]);
});

Deno.test("the CSV has the columns that were chosen", () => {
  expect(parse("?columns=score,mrr,renewal,sparkline").exportParameters.columns).toBe(
    "externalId,name,score,trend,mrr,currency,renewsAt",
  );
});
