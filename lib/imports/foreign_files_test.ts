/** Files as other tools write them: each example stands for a kind of fault that outsiders met. */
import { expect } from "@std/expect";
import { importPlan, rejectsOf } from "@/testing/import_plan.ts";

const CLIENTS = "name: t\nfiles: { f: f.csv }\nclients: { file: f, externalId: id, name: name }\n";

async function clientsOf(files: Record<string, string | Uint8Array>, mapping = CLIENTS) {
  const plan = await importPlan(files, mapping);
  return {
    names: plan.clients.map(({ externalId, fields }) => [externalId, fields.name]),
    rejects: rejectsOf(plan),
  };
}

const utf16 = (text: string, littleEndian: boolean, mark = true) => {
  const units = [...(mark ? "\ufeff" : "") + text].map((character) => character.charCodeAt(0));
  const view = new DataView(new ArrayBuffer(units.length * 2));
  units.forEach((unit, at) => view.setUint16(at * 2, unit, littleEndian));
  return new Uint8Array(view.buffer);
};

const gzip = (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();

const USAGE = `
name: t
files: { f: f.csv, t: t.csv }
clients: { file: f, externalId: id, name: name }
telemetry: [ { file: t, client: id, at: at, type: { value: api_call }, count: n } ]
`;

Deno.test("a decimal comma holds for counts too, and a grouped number is never a small one", async () => {
  const plan = await importPlan({
    "f.csv": "id,name\nA,Alpha\n",
    "t.csv": "id;at;n\nA;2024-01-01;1.000\nA;2024-01-02;12.000\nA;2024-01-03;5,0\nA;2024-01-04;5,5\n",
  }, `${USAGE}decimalMark: ","`);
  expect(plan.events.get("A")?.map(({ count }) => count)).toEqual([5]);
  expect(rejectsOf(plan)).toEqual([
    't.csv:2: count "1.000" is not a whole number written without marks between its digits',
    't.csv:3: count "12.000" is not a whole number written without marks between its digits',
    't.csv:5: count "5,5" is not a whole number',
  ]);
});

Deno.test("a number over a limit is told the limit", async () => {
  const plan = await importPlan({
    "f.csv": "id,name,mrr\nA,Alpha,1\nB,Beta,10000000000.01\n",
    "t.csv": "id,at,n\nA,2024-01-01,2147483647\nA,2024-01-02,99999999999999999999\nA,2024-01-03,1000000000\n",
  }, USAGE.replace("name: name", "name: name, mrr: mrr"));
  expect(plan.events.get("A")?.map(({ count }) => count)).toEqual([1_000_000_000]);
  expect(rejectsOf(plan)).toEqual([
    "f.csv:3: mrr must be at most 10,000,000,000 USD",
    't.csv:2: count "2147483647" must be at most 1,000,000,000',
    't.csv:3: count "99999999999999999999" must be at most 1,000,000,000',
  ]);
});

Deno.test("a quoted cell of many lines is one cell, and its lines are no rows", async () => {
  const ghosts = Array.from({ length: 1_100 }, (_, index) => `Z${index},Ghost${index},x`).join("\n");
  const long = await clientsOf({ "f.csv": `id,name,note\nA,Alpha,"${ghosts}"\nB,Beta,y\n` });
  expect(long).toEqual({ names: [["A", "Alpha"], ["B", "Beta"]], rejects: [] });
  // a quote that is never closed spoils its own line alone, however many follow
  const rows = Array.from({ length: 1_100 }, (_, index) => `R${index},"Name, ${index}",x`).join("\n");
  const open = await clientsOf({ "f.csv": `id,name,note\nA,"Alpha,x\n${rows}\n` });
  expect([open.names.length, open.rejects]).toEqual([1_100, ["f.csv:2: opens a quote that is not closed"]]);
});

Deno.test("a header that comes again is no row", async () => {
  expect(await clientsOf({ "f.csv": "id,name\nA,Alpha\n id ,name\nB,Beta\n" })).toEqual({
    names: [["A", "Alpha"], ["B", "Beta"]],
    rejects: ["f.csv:3: is the header again"],
  });
});

Deno.test("each row that a sum cannot use is told", async () => {
  const plan = await importPlan(
    {
      "f.csv": "id,name,kind\nA,Alpha,x\nB,Beta,x\nC,Gamma,x\nD,Delta,x\nL,Left out,y\n",
      "s.csv": "id,amt,s,e\nA,5,,\nB,,2024-01-01,\na,7,2024-01-01,\nX,9,2024-01-01,\nC,abc,2024-01-01,\n" +
        ",3,2024-01-01,\nD,8,2024-01-01,\nL,8,2024-01-01,\nX,9,2023-01-01,2024-01-01\n",
    },
    `
name: t
asOf: 2024-12-31
files: { f: f.csv, s: s.csv }
clients:
  file: f
  where: { kind: x }
  externalId: id
  currency: { value: EUR }
  mrr: { sum: { file: s, by: id, column: amt, openFrom: s, openUntil: e } }
`,
  );
  expect(rejectsOf(plan)).toEqual([
    "s.csv:2: s is missing: since when it is open",
    "s.csv:3: amt is missing",
    's.csv:4: id "a" is no client of this import: its amount counts for nobody',
    's.csv:5: id "X" is no client of this import: its amount counts for nobody',
    's.csv:6: amt "abc" is not a decimal number',
    "s.csv:7: id is missing: nobody can be told whose amount this is",
  ]);
  expect(plan.clients.map(({ fields }) => fields.mrr)).toEqual([0, 0, 0, 800]);
});

Deno.test("an empty cell of a field with a default is a reject; only what the mapping leaves out gets the default", async () => {
  const columns = ["name", "plan", "mrr", "currency", "status", "timezone", "startedAt"];
  const full = "A,Alpha,Gold,10,EUR,active,UTC,2024-01-01".split(",");
  const lines = columns.map((_, at) => full.map((cell, index) => index === at + 1 ? "" : cell).join(","));
  const plan = await importPlan(
    { "f.csv": `${["id", ...columns].join(",")}\n${lines.join("\n")}\n` },
    `name: t\nfiles: { f: f.csv }\nclients: { file: f, externalId: id, ${
      columns.map((name) => `${name}: ${name}`).join(", ")
    } }`,
  );
  expect(rejectsOf(plan)).toEqual(
    columns.map((name, at) => `f.csv:${at + 2}: ${name} is missing (column ${name})`),
  );
  const stated = await importPlan(
    { "f.csv": "id,tier,owner\nA,,\n" },
    `name: t\nfiles: { f: f.csv }\nclients: { file: f, externalId: id, owner: owner, plan: { column: tier, map: { "": Free } } }`,
  );
  expect(stated.clients.map(({ fields }) => [fields.name, fields.plan, fields.currency, fields.owner]))
    .toEqual([
      ["A", "Free", "USD", null],
    ]);
});

Deno.test("values that contradict each other are rejects", async () => {
  const plan = await importPlan(
    {
      "f.csv": "id,status,end\nA,active,2024-01-01\nB,churned,2027-01-01\nC,active,\nD,churned,2024-01-01\n",
      "i.csv": "no,id,sev,state,opened,closed\n1,C,low,open,2024-01-01,2024-01-02\n2,C,low,,2024-01-01,\n" +
        "3,C,low,open,2024-01-01,\n",
    },
    `
name: t
files: { f: f.csv, i: i.csv }
clients: { file: f, externalId: id, status: status, endedOn: end }
incidents:
  - { file: i, client: id, externalId: no, title: no, severity: sev, status: state, openedAt: opened, resolvedAt: closed }
`,
  );
  expect(rejectsOf(plan)).toEqual([
    "f.csv:2: endedOn 2024-01-01 does not go with the status active",
    "f.csv:3: endedOn 2027-01-01 must not lie in the future; today is 2026-11-25 for this client",
    'i.csv:2: resolvedAt "2024-01-02T00:00:00.000Z" must be left out unless the status is resolved',
    "i.csv:3: status is missing (column state)",
  ]);
  expect(plan.clients.map(({ externalId }) => externalId)).toEqual(["C", "D"]);
  expect(plan.incidents.map(({ externalId }) => externalId)).toEqual(["3"]);
});

Deno.test("a mark beats the declared encoding, and gzip is unpacked", async () => {
  const text = "id,name\nA,Zoë\n";
  const right = { names: [["A", "Zoë"]], rejects: [] };
  const declared = `${CLIENTS}encoding: windows-1252\n`;
  for (const bytes of [`\ufeff${text}`, utf16(text, true), utf16(text, false), await gzip(`\ufeff${text}`)]) {
    expect(await clientsOf({ "f.csv": bytes }, declared)).toEqual(right);
  }
  expect(await clientsOf({ "f.csv": await gzip(text) })).toEqual(right);
  expect(await clientsOf({ "f.csv": utf16(text, true, false) }, `${CLIENTS}encoding: utf-16le\n`)).toEqual(
    right,
  );
});

Deno.test("a sep= line names the delimiter, and lines are counted with it", async () => {
  for (const line of ["sep=;", '"sep=;"', "SEP=;"]) {
    expect(await clientsOf({ "f.csv": `\ufeff${line}\r\nid;name\r\nA;a,b,c\r\n;x\r\n` })).toEqual({
      names: [["A", "a,b,c"]],
      rejects: ["f.csv:4: externalId is missing"],
    });
  }
});

Deno.test("what is no text says what it is", async () => {
  const faultOf = async (content: Uint8Array) =>
    await importPlan({ "f.csv": content }, CLIENTS).then(() => "", (error: Error) => error.message);
  const bytes = (...values: number[]) => new Uint8Array([...values, ...new Array(40).fill(0)]);
  expect(await faultOf(bytes(0x50, 0x4b, 3, 4))).toContain(
    "Excel workbook; unpack it, or save the sheet as CSV",
  );
  expect(await faultOf(bytes(0xd0, 0xcf, 0x11, 0xe0))).toContain("old Excel workbook");
  expect(await faultOf(utf16("id,name\nA,x\n", true, false))).toContain("state encoding: utf-16le");
  expect(await faultOf((await gzip("id,name\nA,Alpha\n")).slice(0, 20))).toContain("Cannot read ");
  expect(await faultOf(new Uint8Array([0x6e, 0xe4, 0x2c, 0x62, 0x0a]))).toContain(
    "the names of its columns are not utf-8 text",
  );
});

Deno.test("a reject quotes the beginning of a long cell", async () => {
  const long = "x".repeat(5_000);
  const plan = await importPlan({
    "f.csv": "id,name\nA,Alpha\n" + `A,${long}\n${long},Beta\n`,
    "t.csv": `id,at,n\n${long},2024-01-01,1\nA,${long},1\nA,2024-01-01,${long}\n"${long},2024-01-01,1\n`,
  }, USAGE);
  expect(plan.rejects.length).toBe(6);
  for (const { reason, cells } of plan.rejects) {
    expect(reason).not.toContain("x".repeat(201));
    expect(Math.max(...cells.map(({ length }) => length))).toBeLessThanOrEqual(200);
  }
});

Deno.test("ids that differ only by Unicode normalisation are one client", async () => {
  const plan = await importPlan({
    "f.csv": "id,name\nCafe\u0301,Alpha\nCaf\u00e9,Beta\n",
    "t.csv": "id,at,n\nCaf\u00e9,2024-01-01,1\nCafe\u0301,2024-01-02,1\n",
  }, USAGE);
  expect(plan.clients.map(({ externalId }) => externalId)).toEqual(["Caf\u00e9"]);
  expect(rejectsOf(plan)).toEqual(['f.csv:3: externalId "Caf\u00e9" stands in line 2 already']);
  expect(plan.events.get("Caf\u00e9")?.length).toBe(2);
});

Deno.test("the apostrophe of our own formula guard comes off, and no other", async () => {
  const names = ["'+49 30 123", "'-Minus Ltd", "'=x", "'＝x", "''=x", "'Quoted'", "'s Hertogenbosch"];
  const { names: read } = await clientsOf({
    "f.csv": `\ufeffid,name\r\n${names.map((name, at) => `${at},${name}`).join("\r\n")}\r\n`,
  });
  expect(read.map(([, name]) => name)).toEqual([
    "+49 30 123",
    "-Minus Ltd",
    "=x",
    "＝x",
    "'=x",
    "'Quoted'",
    "'s Hertogenbosch",
  ]);
});
