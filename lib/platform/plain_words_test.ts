import { expect } from "@std/expect";
import { z } from "zod";
import "@/lib/platform/plain_words.ts";

const DAY = new Date("2026-03-01T00:00:00Z");

const CASES: [schema: z.ZodType, value: unknown, words: string][] = [
  [z.object({}), [], "must be an object"],
  [z.record(z.string(), z.string()), 1, "must be an object"],
  [z.array(z.string()), {}, "must be a list"],
  [z.string(), 1, "must be text"],
  [z.number(), "1", "must be a number"],
  [z.int(), 1.5, "must be a whole number"],
  [z.boolean(), null, "must be true or false"],
  [z.date(), "x", "must be a time"],
  [z.string(), undefined, "must be given"],
  [z.enum(["open", "resolved"]), "shut", "must be one of open, resolved"],
  [z.enum(["open", "resolved"]), undefined, "must be given"],
  [z.literal("a"), "b", "must be a"],
  [z.string().min(2), "a", "must have at least 2 characters"],
  [z.string().max(1), "ab", "must have at most 1 character"],
  [z.string().length(3), "ab", "must have exactly 3 characters"],
  [z.array(z.int()).min(1), [], "must have at least 1 item"],
  [z.set(z.int()).max(1), new Set([1, 2]), "must have at most 1 item"],
  [z.number().min(2), 1, "must be at least 2"],
  [z.number().gt(2), 2, "must be more than 2"],
  [z.number().lt(2), 2, "must be less than 2"],
  [z.number().max(2), 3, "must be at most 2"],
  [z.date().min(DAY), new Date(0), "must be no earlier than 2026-03-01T00:00:00.000Z"],
  [z.date().max(new Date(0)), DAY, "must be no later than 1970-01-01T00:00:00.000Z"],
  [z.string().regex(/a/), "b", "is not written as it must be"],
  [z.url(), "b", "must be a URL"],
  [z.string().startsWith("x:"), "b", 'must begin with "x:"'],
  [z.number().multipleOf(5), 3, "must be a multiple of 5"],
  [z.strictObject({}), { foo: 1 }, 'must not have "foo", which is not known here'],
  [z.union([z.string(), z.number()]), true, "has none of the forms that can be used here"],
  [z.discriminatedUnion("by", [z.object({ by: z.literal("a") }), z.object({ by: z.literal("b") })]), {
    by: "c",
  }, "must be one of a, b"],
  [z.record(z.string().max(1), z.int()), { ab: 1 }, "has a name that cannot be used"],
  [z.map(z.date(), z.int()), new Map([[DAY, "a"]]), "has a value that cannot be used"],
  [z.string().refine(() => false), "a", "cannot be used here"],
];

Deno.test("a fault that a schema has no words for is told in ours", () => {
  const told = CASES.map(([schema, value]) =>
    schema.safeParse(value).error?.issues.map(({ message }) => message)
  );
  expect(told).toEqual(CASES.map(([, , words]) => [words]));
});

Deno.test("a schema's own words come first", () => {
  expect(z.string("must be a name").safeParse(1).error?.issues[0]?.message).toBe("must be a name");
});
