/** What pages under docs/ say, held against the schemas: every field, choice, default and limit stands in a table. */
import { expect } from "@std/expect";
import { formatCount } from "@/lib/format/number.ts";

/** As far as the tables tell of it. */
export interface JsonSchema {
  $ref?: string;
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: string[];
  default?: unknown;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  pattern?: string;
}

/** Choices beyond this number (currencies, time zones) are not told one by one. */
const CHOICES_TOLD = 40;

/** A row of a table, without the marks around its first cell. */
export interface DocumentedRow {
  name: string;
  cells: string[];
}

export async function readDocumentation(page: string): Promise<string> {
  return await Deno.readTextFile(new URL(`../docs/${page}`, import.meta.url));
}

/** The rows of the first table after a text that the page must hold. */
export function tableAfter(page: string, text: string): DocumentedRow[] {
  const at = page.indexOf(text);
  expect([text, at > 0]).toEqual([text, true]);
  const lines = page.slice(page.indexOf("\n|", at) + 1).split("\n");
  const rows = lines.slice(2, lines.findIndex((line) => !line.startsWith("|")));
  return rows.map((row) => {
    const [, name = "", ...cells] = row.split("|").map((cell) => cell.trim());
    return { name: name.replaceAll("`", ""), cells };
  });
}

/**
 * Holds two cells of a row against the schema of the value.
 *
 * @param may what the value may be
 * @param absent what it is when it is left out
 */
export function expectDocumented(name: string, value: JsonSchema, may: string, absent: string): void {
  const alternatives = [value, ...value.anyOf ?? []];
  for (const { enum: choices = [], items, maxLength, maxItems, maximum, pattern } of alternatives) {
    const told = [...choices, ...items?.enum ?? []];
    if (told.length < CHOICES_TOLD) {
      for (const choice of told) expectIn(name, may, choice.replace(/^-/, ""));
    }
    for (const length of [maxLength, items?.maxLength]) {
      if (length !== undefined) expectIn(name, may, `up to ${formatCount(length)} characters`);
    }
    if (maxItems !== undefined) expectIn(name, may, `up to ${formatCount(maxItems)}`);
    if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) expectIn(name, may, formatCount(maximum));
    if (pattern?.startsWith("^[a-z]")) expectIn(name, may, pattern);
  }
  const initial = value.default;
  if (initial === null) expectIn(name, absent, "none");
  else if (initial !== undefined && !isEverything(initial, value)) {
    expectIn(name, absent, `\`${typeof initial === "string" ? initial : JSON.stringify(initial)}\``);
  }
}

/** All of the choices are told as such. */
function isEverything(initial: unknown, { items }: JsonSchema): boolean {
  return Array.isArray(initial) && initial.length > 0 && initial.length === items?.enum?.length;
}

function expectIn(name: string, cell: string, part: string): void {
  expect([name, cell]).toEqual([name, expect.stringContaining(part)]);
}
