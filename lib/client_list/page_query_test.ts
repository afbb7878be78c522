import { expect } from "@std/expect";
import { DEFAULT_COLUMNS } from "@/lib/client_list/columns.ts";
import { parseClientPage } from "@/lib/client_list/page_query.ts";

/** Of a fleet that pays in these currencies. */
const parse = (query: string, currencies = ["BHD", "EUR", "JPY"]) =>
  parseClientPage(new URL(`http://localhost/clients${query}`), currencies);

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

Deno.test("amounts are read in the decimals of the currency that comes with them", () => {
  expect(parse("?mrrFrom=1,000&mrrTo=2500.50&currency=EUR").exportParameters).toMatchObject({
    mrrMin: "100000",
    mrrMax: "250050",
    currency: "EUR",
  });
  const yen = parse("?mrrFrom=1000&currency=JPY");
  expect(yen.query).toMatchObject({ mrrMin: 1_000, currency: "JPY" });
  expect(yen.filters).toEqual([{
    words: "MRR from ¥1,000 (JPY)",
    names: ["currency", "mrrFrom", "mrrTo"],
  }]);
  expect(parse("?mrrTo=1.234&currency=BHD").query.mrrMax).toBe(1_234);
  expect(parse("?currency=JPY").filters).toEqual([{ words: "Currency: JPY", names: ["currency"] }]);
});

Deno.test("a bound without a currency filters nothing: it stays as typed, with what to choose", () => {
  const { parameters, query, filters, faults, refusedBounds } = parse("?mrrFrom=50&mrrTo=much&plan=Team");
  expect(parameters).toEqual({ plan: "Team" });
  expect([query.mrrMin, query.mrrMax, query.currency]).toEqual([undefined, undefined, undefined]);
  expect(filters.map(({ words }) => words)).toEqual(["Plan: Team"]);
  const words = "Choose its currency: BHD, EUR or JPY";
  expect(refusedBounds).toEqual({ mrrFrom: { typed: "50", words }, mrrTo: { typed: "much", words } });
  expect(faults).toEqual([`MRR from “50” (${words})`, `MRR to “much” (${words})`]);
  const many = parse("?mrrTo=50", ["AUD", "BHD", "EUR", "JPY", "USD"]);
  expect(many.refusedBounds.mrrTo?.words).toBe("Choose its currency, such as AUD");
});

Deno.test("where all pay in one currency, bounds are of that, and the address and the filter say so", () => {
  const { parameters, query, filters, faults } = parse("?mrrFrom=50", ["JPY"]);
  expect(parameters).toEqual({ mrrFrom: "50", currency: "JPY" });
  expect(query).toMatchObject({ mrrMin: 50, currency: "JPY" });
  expect(filters.map(({ words }) => words)).toEqual(["MRR from ¥50 (JPY)"]);
  expect(faults).toEqual([]);
});

Deno.test("a bound that is no amount of its currency says what would be, and the other one holds", () => {
  const { parameters, refusedBounds } = parse("?mrrFrom=12.5&mrrTo=2,000&currency=JPY");
  expect(parameters).toEqual({ mrrTo: "2,000", currency: "JPY" });
  expect(refusedBounds).toEqual({
    mrrFrom: { typed: "12.5", words: "Enter a whole amount: JPY has no decimals" },
  });
  // More digits than the API takes.
  expect(parse("?mrrTo=999999999999&currency=EUR").refusedBounds.mrrTo?.words).toBe(
    "Enter at most €10,000,000,000",
  );
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
  const { filters } = parse("?search=ac&owner=Dana&mrrFrom=10&mrrTo=20&currency=EUR&renewal=none,0-30");
  expect(filters.map(({ words }) => words)).toEqual([
    "Search: “ac”",
    "Owner: Dana",
    "MRR €10 to €20 (EUR)",
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
