import { expect } from "@std/expect";
import { linesOf } from "@/lib/imports/lines.ts";

async function read(...chunks: string[]) {
  async function* source() {
    yield* chunks;
  }
  return await Array.fromAsync(linesOf(source()));
}

Deno.test("every kind of line break ends a line, and is remembered", async () => {
  expect(await read("a\nb\r\nc\rd")).toEqual([
    { text: "a", lineBreak: "\n" },
    { text: "b", lineBreak: "\r\n" },
    { text: "c", lineBreak: "\r" },
    { text: "d", lineBreak: "" },
  ]);
});

Deno.test("a line break that two chunks share is one", async () => {
  expect(await read("a\r", "\nb")).toEqual([{ text: "a", lineBreak: "\r\n" }, { text: "b", lineBreak: "" }]);
});

Deno.test("a file may end with a line break of any kind", async () => {
  expect(await read("a\r")).toEqual([{ text: "a", lineBreak: "\r" }]);
  expect(await read("a\n")).toEqual([{ text: "a", lineBreak: "\n" }]);
  expect(await read("")).toEqual([]);
});
