import { expect } from "@std/expect";
import { type Hold, steadyRows } from "@/lib/lists/steady.ts";

/** Rows as "id:what it says". */
function steady(shown: string, next: string, hold: Hold) {
  const idOf = (row: string) => row.split(":")[0] ?? "";
  const rows = (text: string) => text.split(" ").filter((row) => row !== "");
  const { rows: held, left, waiting } = steadyRows(rows(shown), rows(next), { hold, idOf });
  return { rows: held.join(" "), left: [...left].join(" "), waiting };
}

Deno.test("a list nobody is in shows what is there", () => {
  expect(steady("a:1 b:1 c:1", "c:2 d:1", null)).toEqual({ rows: "c:2 d:1", left: "", waiting: 0 });
});

Deno.test("under the pointer no row moves, comes or goes; each says what is true of it now", () => {
  expect(steady("a:open b:open c:open", "b:open c:open", "all")).toEqual({
    rows: "a:open b:open c:open",
    left: "a",
    waiting: 1,
  });
  expect(steady("a:1 b:1", "n:1 a:2 b:1", "all")).toEqual({ rows: "a:2 b:1", left: "", waiting: 1 });
  // Two have changed places, one has gone, one has come.
  expect(steady("a:1 b:1 c:1", "b:1 a:2 d:1", "all")).toEqual({ rows: "a:2 b:1 c:1", left: "c", waiting: 4 });
});

Deno.test("a row that has the focus keeps its place, the others follow", () => {
  expect(steady("a:1 b:1 c:1 d:1", "n:1 a:1 d:1", { focus: "c" })).toEqual({
    rows: "n:1 a:1 c:1 d:1",
    left: "c",
    waiting: 1,
  });
  expect(steady("a:1 b:1 c:1", "c:2 a:1 b:1", { focus: "c" })).toEqual({
    rows: "a:1 b:1 c:2",
    left: "",
    waiting: 3,
  });
  expect(steady("a:1 b:1", "b:1", { focus: "gone" })).toEqual({ rows: "b:1", left: "", waiting: 0 });
  expect(steady("a:1 b:1 c:1", "", { focus: "c" })).toEqual({ rows: "c:1", left: "c", waiting: 1 });
});
