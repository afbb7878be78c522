/** docs/import.md names every key, choice, default and limit that the import knows. */
import { expect } from "@std/expect";
import { z } from "zod";
import { formatCount } from "@/lib/format/number.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { mappingSchema } from "@/lib/imports/mapping_schema.ts";
import { newIncidentSchema } from "@/lib/incidents/schema.ts";
import { outcomeInputSchema } from "@/lib/outcomes/schema.ts";
import { telemetryEventSchema } from "@/lib/telemetry/schema.ts";

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: string[];
  default?: unknown;
  maxLength?: number;
  maximum?: number;
  pattern?: string;
}

const DOCS = await Deno.readTextFile(new URL("../../docs/import.md", import.meta.url));

function propertiesOf(schema: z.ZodType): Record<string, JsonSchema> {
  const { properties } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return properties ?? {};
}

/** The cells of the rows of the first table after a text, by their first cell. */
function tableAfter(text: string): Map<string, string[]> {
  const at = DOCS.indexOf(text);
  expect(at).toBeGreaterThan(0);
  const lines = DOCS.slice(DOCS.indexOf("\n|", at) + 1).split("\n");
  const rows = lines.slice(2, lines.findIndex((line) => !line.startsWith("|")));
  return new Map(rows.map((row) => {
    const [, name = "", ...cells] = row.split("|").map((cell) => cell.trim());
    return [name.replaceAll("`", ""), cells];
  }));
}

const MAPPING = propertiesOf(mappingSchema);
const VALUES: Record<string, Record<string, JsonSchema>> = {
  clients: propertiesOf(newClientSchema),
  telemetry: propertiesOf(telemetryEventSchema),
  incidents: propertiesOf(newIncidentSchema),
  outcomes: propertiesOf(outcomeInputSchema),
};

Deno.test("every key of a mapping stands in the docs with its default, and no other", () => {
  const table = tableAfter("### Of the whole mapping");
  const general = Object.keys(MAPPING).filter((name) => name !== "files" && !(name in VALUES));
  expect([...table.keys()].sort()).toEqual(general.sort());
  for (const name of general) {
    const initial = MAPPING[name]?.default;
    const shown = typeof initial === "string" ? initial : JSON.stringify(initial);
    // dates may be written without the brackets
    if (initial !== undefined) {
      expect(table.get(name)?.[1]).toContain(name === "dates" ? String(initial) : shown);
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
    const table = tableAfter(`**\`${target}\`**`);
    const entry = MAPPING[target]?.items ?? MAPPING[target];
    const fields = Object.keys(entry?.properties ?? {}).filter((name) => name !== "file" && name !== "where");
    expect([...table.keys()].sort()).toEqual(fields.sort());
    for (const name of fields) {
      const [may = "", absent = ""] = table.get(name) ?? [];
      const value = values[name] ?? {};
      const { enum: choices = [], maxLength, maximum, pattern } = value.anyOf?.[0] ?? value;
      // time zones and currencies are too many to be told
      if (choices.length < 10) { for (const choice of choices) expect(may).toContain(`\`${choice}\``); }
      if (maxLength !== undefined) expect(may).toContain(`up to ${maxLength} characters`);
      if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) {
        expect(may).toContain(formatCount(maximum));
      }
      if (pattern?.startsWith("^[a-z]")) expect(may).toContain(pattern);
      const initial = value.default;
      if (initial === null) expect(absent).toBe("none");
      else if (initial !== undefined && name !== "timezone") expect(absent).toContain(`\`${initial}\``);
    }
  });
}

Deno.test("the limits of times stand in the docs", () => {
  expect(DOCS).toContain(`${LIMITS.telemetryFutureHours} hours ahead`);
  expect(DOCS).toContain("1970–2037");
});
