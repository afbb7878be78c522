import { expect } from "@std/expect";
import { comparePositions, isPosition } from "@/lib/live/position.ts";

Deno.test("a position is two whole numbers of 64 bits", () => {
  for (const text of ["0-0", "1740823200000-12", "18446744073709551615-0"]) {
    expect(isPosition(text)).toBe(true);
  }
  for (const text of ["", "5", "5-", "-5-0", "5-0-0", " 5-0", "5-0\n", "a-0", "18446744073709551616-0"]) {
    expect(isPosition(text)).toBe(false);
  }
});

Deno.test("positions are compared as numbers, milliseconds first", () => {
  const ordered = ["0-0", "0-1", "9-0", "10-0", "10-2", "10-10", "9007199254740993-0", "9007199254740994-0"];
  for (const [index, position] of ordered.entries()) {
    expect(ordered.map((other) => Math.sign(comparePositions(position, other)))).toEqual(
      ordered.map((_, other) => Math.sign(index - other)),
    );
  }
});
