import { expect } from "@std/expect";
import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import { apiPaths } from "@/lib/openapi/document.ts";
import { faultsOf } from "@/lib/platform/faults.ts";

const METHODS = ["post", "put", "patch", "delete"] as const;
const WRONG = [null, true, 1.5, -1, "\u0000", "", [], [1], {}, { a: 1 }];
const FOREIGN_WORDS = /invalid|expected|received|unrecognized|too (big|small)|undefined|regex|pattern/i;

const bodies = Object.entries(apiPaths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const { requestBody } = (item[method] ?? {}) as ZodOpenApiOperationObject;
    return Object.values(requestBody?.content ?? {}).flatMap((content) =>
      content?.schema instanceof z.ZodType ? [{ name: `${method} ${path}`, schema: content.schema }] : []
    );
  })
);

/** Each wrong value as the whole body, and at each field beside the others, which are absent. */
function wrongBodies(schema: z.ZodType): unknown[] {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return [...WRONG, ...fields.flatMap((field) => WRONG.map((value) => ({ [field]: value })))];
}

Deno.test("no body of a wrong type is refused in words of the library", () => {
  const told = bodies.flatMap(({ name, schema }) =>
    wrongBodies(schema).flatMap((body) => {
      const { error } = schema.safeParse(body);
      return error ? faultsOf(error).map(({ pointer, detail }) => `${name} ${pointer}: ${detail}`) : [];
    })
  );
  expect(bodies.length).toBeGreaterThan(10);
  expect(told.length).toBeGreaterThan(500);
  expect([...new Set(told.filter((words) => FOREIGN_WORDS.test(words)))]).toEqual([]);
  expect(told.filter((words) => words.endsWith(": must be of another type"))).toEqual([]);
});
