/** docs/import.md names every key, choice, default and limit that the import knows. */
import { expect } from "@std/expect";
import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { mappingSchema } from "@/lib/imports/mapping_schema.ts";
import { apiPaths } from "@/lib/openapi/document.ts";
import { newIncidentSchema } from "@/lib/incidents/schema.ts";
import { outcomeInputSchema } from "@/lib/outcomes/schema.ts";
import { telemetryEventSchema } from "@/lib/telemetry/schema.ts";
import { expectDocumented, type JsonSchema, readDocumentation, tableAfter } from "@/testing/documentation.ts";

const DOCS = await readDocumentation("import.md");

function propertiesOf(schema: z.ZodType): Record<string, JsonSchema> {
  const { properties } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return properties ?? {};
}

function table(text: string): Map<string, string[]> {
  return new Map(tableAfter(DOCS, text).map(({ name, cells }) => [name, cells]));
}

const MAPPING = propertiesOf(mappingSchema);
const VALUES: Record<string, Record<string, JsonSchema>> = {
  clients: propertiesOf(newClientSchema),
  telemetry: propertiesOf(telemetryEventSchema),
  incidents: propertiesOf(newIncidentSchema),
  outcomes: propertiesOf(outcomeInputSchema),
};

Deno.test("every key of a mapping stands in the docs with its default, and no other", () => {
  const rows = table("### Of the whole mapping");
  const general = Object.keys(MAPPING).filter((name) => name !== "files" && !(name in VALUES));
  expect([...rows.keys()].sort()).toEqual(general.sort());
  for (const name of general) {
    const initial = MAPPING[name]?.default;
    const shown = typeof initial === "string" ? initial : JSON.stringify(initial);
    // dates may be written without the brackets
    if (initial !== undefined) {
      expect(rows.get(name)?.[1]).toContain(name === "dates" ? String(initial) : shown);
    }
  }
  for (
    const key of [
      "path",
      "keepLastOf",
      "file",
      "where",
      "column",
      "value",
      "text",
      "join",
      "map",
      "otherwise",
    ]
  ) {
    expect(DOCS).toContain(key);
  }
});

for (const [target, values] of Object.entries(VALUES)) {
  Deno.test(`every field of ${target} stands in the docs with its choices, default and limit`, () => {
    const rows = table(`**\`${target}\`**`);
    const entry = MAPPING[target]?.items ?? MAPPING[target];
    const fields = Object.keys(entry?.properties ?? {}).filter((name) => name !== "file" && name !== "where");
    expect([...rows.keys()].sort()).toEqual(fields.sort());
    for (const name of fields) {
      const [may = "", absent = ""] = rows.get(name) ?? [];
      const value = values[name] ?? {};
      // the mapping has a default of its own
      if (name === "timezone") delete value.default;
      expectDocumented(name, value, may, absent);
    }
  });
}

Deno.test("the limits of times stand in the docs", () => {
  expect(DOCS).toContain(`${LIMITS.telemetryFutureHours} hours ahead`);
  expect(DOCS).toContain("1970–2037");
});

Deno.test("of every file that the product writes the docs say whether it goes in again", () => {
  const exported = Object.keys(apiPaths).filter((path) => path.endsWith(".csv"));
  const told = tableAfter(DOCS, "## Our own files").map(({ name, cells: [verdict = ""] }) => [name, verdict]);
  expect(exported.length).toBe(6);
  expect(told.filter(([, verdict]) => !/^(no: |with |the )/.test(verdict ?? "")))
    .toEqual([]);
  expect(exported.filter((path) => !told.some(([name]) => name === path))).toEqual([]);
});
