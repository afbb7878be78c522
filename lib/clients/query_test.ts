import { expect } from "@std/expect";
import { clientExportQuerySchema, clientPageQuerySchema, clientQuerySchema } from "@/lib/clients/query.ts";
import { clientCsvQuerySchema } from "@/lib/exports/query.ts";

const SCHEMAS = { clientQuerySchema, clientExportQuerySchema, clientCsvQuerySchema, clientPageQuerySchema };

for (const [name, schema] of Object.entries(SCHEMAS)) {
  Deno.test(`${name} takes bounds of money with the currency that they are of, and never without`, () => {
    const faultsOf = (query: Record<string, string>) =>
      schema.safeParse(query).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
    const missing =
      "must come with currency, such as currency=EUR: amounts of different currencies are never compared";
    expect(faultsOf({ mrrMin: "990000", mrrMax: "1420000" })).toEqual([
      `mrrMin ${missing}`,
      `mrrMax ${missing}`,
    ]);
    expect(faultsOf({ mrrMax: "0" })).toEqual([`mrrMax ${missing}`]);
    expect(faultsOf({ mrrMin: "990000", mrrMax: "1420000", currency: "EUR" })).toEqual([]);
    expect(faultsOf({ currency: "EUR" })).toEqual([]);
    expect(faultsOf({})).toEqual([]);
  });
}
