import { expect } from "@std/expect";
import { CsvTable, type TableFormat } from "@/lib/imports/csv_table.ts";
import { ImportError } from "@/lib/imports/errors.ts";

const FORMAT: TableFormat = { delimiter: "auto", encoding: "utf-8" };
const SPECTRUM = new URL("../../../shared/data/csv/csv-spectrum/", import.meta.url).pathname;

async function read(content: string | Uint8Array, format: Partial<TableFormat> = {}) {
  const folder = await Deno.makeTempDir();
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(`${folder}/file.csv`, bytes);
    const table = await CsvTable.open(folder, "file.csv", { ...FORMAT, ...format });
    const rows = (await Array.fromAsync(table.batches())).flat();
    return { header: table.header, rows: rows.map(({ line, cells, fault }) => ({ line, cells, fault })) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function rowsOf(content: string, format: Partial<TableFormat> = {}) {
  return (await read(content, format)).rows.map(({ line, cells, fault }) => [line, fault ?? cells]);
}

Deno.test("a byte order mark is no part of the first column, and headers are trimmed", async () => {
  const { header, rows } = await read("\uFEFF id , name\r\n1,Ada\r\n");
  expect(header).toEqual(["id", "name"]);
  expect(rows).toEqual([{ line: 2, cells: ["1", "Ada"], fault: null }]);
});

Deno.test("the delimiter is the one that the header uses most", async () => {
  expect(await rowsOf('id;"a,b";c\n1;2,5;3\n')).toEqual([[2, ["1", "2,5", "3"]]]);
  expect(await rowsOf("id\tname\n1\tx,y\n")).toEqual([[2, ["1", "x,y"]]]);
  expect(await rowsOf("id|name\n1|x\n")).toEqual([[2, ["1", "x"]]]);
  expect(await rowsOf("id;name\n1;x\n", { delimiter: ";" })).toEqual([[2, ["1", "x"]]]);
});

Deno.test("every row knows its line, also after quoted line breaks and blank lines", async () => {
  const content = 'a,b\r\n1,"x\r\ny"\r\n\r\n2,3\r\n4,"p\n""q"""\r\n5,6\r\n';
  expect(await rowsOf(content)).toEqual([
    [2, ["1", "x\r\ny"]],
    [5, ["2", "3"]],
    [6, ["4", 'p\n"q"']],
    [8, ["5", "6"]],
  ]);
});

Deno.test("a row with too few or too many cells is a fault of that row alone", async () => {
  expect(await rowsOf("a,b\n1\n2,3,4\n5,6\n7,8,,\n")).toEqual([
    [2, "has 1 cell where the header has 2"],
    [3, "has 3 cells where the header has 2"],
    [4, ["5", "6"]],
    [5, ["7", "8"]],
  ]);
});

Deno.test("a quote that is never closed spoils its own line and no other", async () => {
  expect(await rowsOf('a,b\n1,2\n3,"x\n5,6\n7,8\n')).toEqual([
    [2, ["1", "2"]],
    [3, "opens a quote that is not closed"],
    [4, ["5", "6"]],
    [5, ["7", "8"]],
  ]);
});

Deno.test("a stray quote spoils its own line, though a later line has quotes too", async () => {
  expect(await rowsOf('a,b\n1,5" pipe\n2,3\n4,"x, y"\n5,"p\nq"\n6,a"b"c\n7,8\n')).toEqual([
    [2, "opens a quote that is not closed"],
    [3, ["2", "3"]],
    [4, ["4", "x, y"]],
    [5, ["5", "p\nq"]],
    [7, "has a quote in the middle of a cell"],
    [8, ["7", "8"]],
  ]);
});

Deno.test("bytes of another encoding are a fault, and are read when the encoding is stated", async () => {
  const latin = new Uint8Array([...new TextEncoder().encode("a,b\n1,caf"), 0xe9, 0x0a]);
  expect((await read(latin)).rows[0]?.fault).toBe("holds bytes that the file's encoding does not have");
  expect((await read(latin, { encoding: "windows-1252" })).rows[0]?.cells).toEqual(["1", "café"]);
});

Deno.test("more rows than one batch holds come complete and in order", async () => {
  const lines = Array.from({ length: 2_500 }, (_, index) => `${index},x`);
  const { rows } = await read(`a,b\n${lines.join("\n")}`);
  expect(rows.length).toBe(2_500);
  expect(rows.at(-1)).toEqual({ line: 2_501, cells: ["2499", "x"], fault: null });
});

Deno.test("a missing column is an error that names file, column and what is there", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/file.csv`, "id,name,name\n1,2,3\n");
  const table = await CsvTable.open(folder, "file.csv", FORMAT);
  expect(() => table.columnAt("date")).toThrow(
    'file.csv has no column "date"; its columns are id, name, name',
  );
  expect(() => table.columnAt("name")).toThrow('file.csv has the column "name" twice');
  expect(table.columnAt("id")).toBe(0);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a file that is not there, or empty, is an error of the folder", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/empty.csv`, "\n\n");
  await expect(CsvTable.open(folder, "none.csv", FORMAT)).rejects.toThrow(ImportError);
  await expect(CsvTable.open(folder, "empty.csv", FORMAT)).rejects.toThrow("empty.csv is empty");
  await Deno.remove(folder, { recursive: true });
});

const hasSpectrum = await Deno.stat(SPECTRUM).then(() => true, () => false);
// The expected outcome of location_coordinates is wrong upstream.
const AWKWARD = [
  "comma_in_quotes",
  "empty",
  "empty_crlf",
  "escaped_quotes",
  "json",
  "newlines",
  "newlines_crlf",
  "quotes_and_newlines",
  "simple",
  "simple_crlf",
  "utf8",
];

for (const name of AWKWARD) {
  Deno.test({
    name: `csv-spectrum: ${name}${hasSpectrum ? "" : " (skipped: ../shared/data is not there)"}`,
    ignore: !hasSpectrum,
    fn: async () => {
      const table = await CsvTable.open(`${SPECTRUM}csvs`, `${name}.csv`, FORMAT);
      const rows = (await Array.fromAsync(table.batches())).flat();
      const objects = rows.map(({ cells }) =>
        Object.fromEntries(table.header.map((column, at) => [column, cells[at]]))
      );
      expect(objects).toEqual(JSON.parse(await Deno.readTextFile(`${SPECTRUM}json/${name}.json`)));
    },
  });
}
