import { expect } from "@std/expect";
import { ImportError } from "@/lib/imports/errors.ts";
import { parseMapping, readMapping } from "@/lib/imports/mapping.ts";

const MINIMAL = `
name: small
files: { accounts: accounts.csv }
clients: { file: accounts, externalId: id }
`;

function faultOf(text: string): string {
  try {
    parseMapping(text, "m.yaml");
  } catch (error) {
    if (error instanceof ImportError) return error.message;
    throw error;
  }
  return "";
}

Deno.test("a column may be written as a word, a file as its name, and what is left out has a default", () => {
  const mapping = parseMapping(MINIMAL, "m.yaml");
  expect(mapping.clients?.externalId).toEqual({ column: "id" });
  expect([...mapping.files]).toEqual([["accounts", { path: "accounts.csv" }]]);
  expect(mapping.dates).toEqual(["YYYY-MM-DD"]);
  expect([mapping.timezone, mapping.delimiter, mapping.missing]).toEqual([undefined, "auto", [""]]);
});

Deno.test("values are the text that stands in the mapping", () => {
  const mapping = parseMapping(`${MINIMAL.trim().slice(0, -1)}, where: { live: [True, 1, no] } }`, "m.yaml");
  expect([...mapping.clients?.where ?? []]).toEqual([["live", ["True", "1", "no"]]]);
});

Deno.test("a mapping may be JSON", () => {
  const json = JSON.stringify({ name: "j", files: { a: "a.csv" }, clients: { file: "a", externalId: "id" } });
  expect(parseMapping(json, "m.json").clients?.externalId).toEqual({ column: "id" });
});

Deno.test("a bad mapping is told by its keys", () => {
  expect(faultOf("name: [")).toContain("The mapping m.yaml is not YAML");
  expect(faultOf("files: {}")).toContain("name is missing");
  expect(faultOf(MINIMAL.replace("externalId", "externalID"))).toContain("clients.externalId is missing");
  expect(faultOf(MINIMAL.replace("externalId: id", "externalId: id, nmae: x"))).toContain(
    "clients.nmae is not a key of a mapping",
  );
  expect(faultOf(MINIMAL.replace("externalId: id", "externalId: { column: a, value: b }"))).toContain(
    "clients.externalId must have one of column, value and text",
  );
  expect(faultOf(`${MINIMAL}\ndates: [DD/MM/YYYY, MM/DD/YYYY]`)).toContain(
    'dates cannot tell "DD/MM/YYYY" and "MM/DD/YYYY" apart',
  );
  expect(faultOf(`${MINIMAL}\ndates: DD/MM/YY`)).toContain("dates.0");
  expect(faultOf(`${MINIMAL}\ntimezone: Mars/Base`)).toContain("timezone must be an IANA time zone");
  expect(faultOf(`${MINIMAL}\ntelemetry: nothing`)).toContain("telemetry must be a list");
  expect(faultOf("name: small\nfiles: { a: a.csv }")).toContain("it says nothing of clients");
});

Deno.test("a file that is not among the files is told with its place", () => {
  expect(faultOf(MINIMAL.replace("file: accounts", "file: acounts"))).toBe(
    'The mapping m.yaml cannot be used: clients.file is "acounts", which is not among the files (accounts)',
  );
});

Deno.test("a sum of what is open needs the day on which it is", () => {
  const mrr = "mrr: { sum: { file: accounts, by: id, column: amount, openFrom: start } }";
  expect(faultOf(MINIMAL.replace("externalId: id", `externalId: id, ${mrr}`))).toContain("asOf is missing");
});

Deno.test("no file leads out of the folder", () => {
  expect(faultOf(MINIMAL.replace("accounts.csv", "../accounts.csv"))).toContain("must lie inside the folder");
});

Deno.test("a mapping that is not there is a sentence", async () => {
  await expect(readMapping("none.yaml")).rejects.toThrow("There is no mapping file none.yaml");
});

Deno.test("every example mapping can be used", async () => {
  const folder = new URL("../../examples/mappings/", import.meta.url).pathname;
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) names.push((await readMapping(folder + entry.name)).name);
  expect(names.sort()).toEqual([
    "asf-incubator",
    "own-clients",
    "ravenstack",
    "ravenstack-dmy",
    "uci-incidents",
  ]);
});

Deno.test("names that every object has are files, columns and values like any other", () => {
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    const mapping = parseMapping(
      `
name: small
files: { ${name}: accounts.csv }
clients: { file: ${name}, externalId: { column: id, map: { ${name}: a } }, where: { ${name}: x } }
`,
      "m.yaml",
    );
    expect(mapping.files.get(name)?.path).toBe("accounts.csv");
    expect(mapping.clients?.externalId.map?.get(name)).toBe("a");
    expect(mapping.clients?.where?.get(name)).toEqual(["x"]);
    expect(faultOf(MINIMAL.replace("externalId: id", `externalId: id, ${name}: x`))).toContain(
      `clients.${name} is not a key of a mapping`,
    );
    expect(faultOf(MINIMAL.replace("file: accounts", `file: ${name}`))).toContain(
      `clients.file is "${name}", which is not among the files (accounts)`,
    );
  }
});
