import { expect } from "@std/expect";
import { formatRejects, Rejects } from "@/lib/imports/rejects.ts";
import { handBackRejects } from "@/lib/imports/rejects_file.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

const row = (file: string, line: number, ...cells: string[]) => ({ file, line, cells, fault: null });

Deno.test("a row counts once, with its first reason, however often it is refused", () => {
  const rejects = new Rejects();
  rejects.add(row("b.csv", 7, "x"), "first");
  rejects.add(row("b.csv", 7, "x"), "second");
  rejects.add(row("b.csv", 3, "x"), "other");
  rejects.add(row("a.csv", 9, "x"), "another");
  expect(rejects.list().map(({ file, line, reason }) => [file, line, reason])).toEqual([
    ["a.csv", 9, "another"],
    ["b.csv", 3, "other"],
    ["b.csv", 7, "first"],
  ]);
});

Deno.test("rejects are CSV in which no cell can run as a formula", () => {
  const reject = {
    file: "a.csv",
    line: 2,
    reason: 'count "x" is no number',
    cells: ["=1+1", 'say "hi"', "two\nlines"],
  };
  expect(formatRejects([reject])).toBe(
    "file,line,reason,cells\r\n" +
      '"a.csv",2,"count ""x"" is no number","[""=1+1"",""say \\""hi\\"""",""two\\nlines""]"\r\n',
  );
});

Deno.test("the rejects of an earlier import go when there are none any more; another file stays", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/m.rejects.csv`;
  const reject = { file: "a.csv", line: 2, reason: "bad", cells: [] };
  expect(await handBackRejects(path, [reject])).toBe(true);
  expect(await Deno.readTextFile(path)).toContain('"a.csv",2,"bad"');
  expect(await handBackRejects(path, [])).toBe(false);
  await expect(Deno.stat(path)).rejects.toThrow(Deno.errors.NotFound);

  await Deno.writeTextFile(path, "my,own,file\n");
  expect(await handBackRejects(path, [])).toBe(false);
  expect(await Deno.readTextFile(path)).toBe("my,own,file\n");
});
