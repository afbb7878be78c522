import { expect } from "@std/expect";
import type { z } from "zod";
import type {
  oas31,
  ZodOpenApiMediaTypeObject,
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
} from "zod-openapi";
import { apiPaths, openApiDocument } from "@/lib/openapi/document.ts";
import { problemSchema } from "@/lib/http/problem.ts";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** The document as it goes over the wire. */
const document = JSON.parse(JSON.stringify(openApiDocument("/health"))) as oas31.OpenAPIObject;

interface Operation {
  name: string;
  path: string;
  operation: oas31.OperationObject;
}

const operations: Operation[] = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    return operation ? [{ name: `${method.toUpperCase()} ${path}`, path, operation }] : [];
  })
);

/** Every object in a JSON document. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const part of Object.values(value)) yield* objectsIn(part);
}

function resolve(reference: string): unknown {
  return reference.slice(2).split("/").reduce<unknown>(
    (value, name) => typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined,
    document,
  );
}

Deno.test("the document is OpenAPI 3.1 with the address of the API, and every reference in it resolves", () => {
  expect(document.openapi).toBe("3.1.1");
  expect(document.servers).toEqual([{ url: "/health/api/v1" }]);
  const references = [...objectsIn(document)].flatMap(({ $ref }) => typeof $ref === "string" ? [$ref] : []);
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((reference) => resolve(reference) === undefined)).toEqual([]);
});

Deno.test("every write says that there can be too many, and none from pages of other sites", () => {
  const writes = operations.filter(({ name }) => !name.startsWith("GET "));
  expect(writes.length).toBeGreaterThan(20);
  expect(writes.filter(({ operation }) => operation.responses?.["429"] === undefined)).toEqual([]);
  expect(writes.filter(({ operation }) => operation.responses?.["403"] === undefined)).toEqual([]);
});

Deno.test("every operation has a name of its own, a known tag, and its path's parameters", () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = document.tags?.map(({ name }) => name);
  for (const { name, path, operation } of operations) {
    expect([name, operation.tags?.filter((tag) => !tags?.includes(tag))]).toEqual([name, []]);
    const declared = (operation.parameters ?? []).map((parameter) =>
      ("$ref" in parameter ? resolve(parameter.$ref) : parameter) as oas31.ParameterObject
    ).filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
    expect([name, declared]).toEqual([name, Array.from(path.matchAll(/\{(\w+)\}/g), ([, found]) => found)]);
  }
});

Deno.test("every parameter is described", () => {
  const parameters = [
    ...operations.flatMap(({ operation }) => operation.parameters ?? []),
    ...Object.values(document.components?.parameters ?? {}),
  ].filter((parameter) => "in" in parameter);
  expect(parameters.length).toBeGreaterThan(80);
  expect(parameters.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
});

Deno.test("an answer has one form, and what stands in answers has no defaults, which generators misread", () => {
  for (const { name, operation } of operations) {
    const forms = Object.entries(operation.responses ?? {}).filter(([status]) => /^2/.test(status)).flatMap(
      ([, answer]) =>
        Object.values((answer as oas31.ResponseObject).content ?? {}).map(({ schema }) => schema),
    );
    expect([name, new Set(forms.map((form) => JSON.stringify(form))).size <= 1]).toEqual([name, true]);
  }
  const withDefaults = Object.entries(document.components?.schemas ?? {}).filter(([, schema]) =>
    [...objectsIn(schema)].some((part) => "default" in part)
  );
  expect(withDefaults.map(([name]) => name)).toEqual([]);
});

Deno.test("fields with defaults may be left out of requests", () => {
  const bodies = Object.values(document.components?.requestBodies ?? {}) as oas31.RequestBodyObject[];
  const objects = bodies.flatMap((body) => [...objectsIn(body)]).filter(({ properties }) => properties);
  const fields = objects.flatMap(({ properties, required = [] }) =>
    Object.entries(properties as Record<string, object>).filter(([, field]) => "default" in field)
      .map(([name]) => [name, (required as string[]).includes(name)])
  );
  expect(fields.length).toBeGreaterThan(20);
  expect(fields.filter(([, isRequired]) => isRequired)).toEqual([]);
});

Deno.test("every operation says how it fails, and every problem has the problem's schema", () => {
  for (const { name, operation } of operations) {
    const statuses = Object.keys(operation.responses ?? {});
    expect([name, ["400", "405", "421", "500", "503"].filter((status) => !statuses.includes(status))])
      .toEqual([name, []]);
    if (operation.requestBody) {
      expect([name, statuses]).toEqual([name, expect.arrayContaining(["408", "413", "415", "422"])]);
    }
  }
  for (const response of Object.values(document.components?.responses ?? {}) as oas31.ResponseObject[]) {
    const problem = response.content?.["application/problem+json"];
    expect(problem?.schema).toEqual({ $ref: "#/components/schemas/Problem" });
    expect(problemSchema.parse(problem?.example)).toEqual(problem?.example);
  }
});

Deno.test("the examples of bodies and answers are valid by the schemas that the handlers use", () => {
  const described = Object.values(apiPaths).flatMap((item) =>
    METHODS.flatMap((method) => (item[method] ?? []) as ZodOpenApiOperationObject)
  );
  let checked = 0;
  for (const { operationId, requestBody, responses } of described) {
    const answers = Object.values(responses ?? {}) as ZodOpenApiResponseObject[];
    const contents = [requestBody?.content, ...answers.map(({ content }) => content)];
    const mediaTypes = contents.flatMap((content) =>
      Object.values(content ?? {})
    ) as ZodOpenApiMediaTypeObject[];
    for (const mediaType of mediaTypes) {
      for (const [name, example] of examplesOf(mediaType)) {
        const parsed = (mediaType.schema as z.ZodType).safeParse(example);
        expect([operationId, name, parsed.error?.issues]).toEqual([operationId, name, undefined]);
        checked++;
      }
    }
  }
  expect(checked).toBeGreaterThan(30);
});

/** Those whose schema is zod's and whose data is no text. */
function examplesOf({ schema, example, examples }: ZodOpenApiMediaTypeObject): [string, unknown][] {
  if (typeof schema !== "object" || !("_zod" in schema) || typeof example === "string") return [];
  const named = Object.entries(examples ?? {}).flatMap(([name, given]): [string, unknown][] =>
    "value" in given ? [[name, given.value]] : []
  );
  return example === undefined ? named : [["example", example], ...named];
}

Deno.test("what a schema says besides its type is true for what its own examples show", () => {
  const wrong = [...objectsIn(document)].filter(({ type, example }) =>
    type === "integer" && example !== undefined && !Number.isInteger(example) ||
    type === "array" && example !== undefined && !Array.isArray(example)
  );
  expect(wrong).toEqual([]);
});
