/** docs/api.md names every field, parameter, choice, default and limit that the API knows. */
import { expect } from "@std/expect";
import { formatCount } from "@/lib/format/number.ts";
import { loadConfig } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { openApiDocument } from "@/lib/openapi/document.ts";
import { expectDocumented, type JsonSchema, readDocumentation, tableAfter } from "@/testing/documentation.ts";

interface Parameter {
  in: string;
  name: string;
  schema: JsonSchema;
}

interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { $ref?: string; content?: Record<string, { schema: JsonSchema }> };
}

/** The document as it goes over the wire. */
const DOCUMENT = JSON.parse(JSON.stringify(openApiDocument("")));
const DOCS = await readDocumentation("api.md");

const OPERATIONS = Object.entries<Record<string, Operation>>(DOCUMENT.paths).flatMap(([path, item]) =>
  Object.values(item).map((operation) => ({ path, operation }))
);

/** The operations whose bodies each table describes. Of a PATCH nothing has a default. */
const TABLES = {
  "**A client**": ["createClient", "replaceClient", "updateClient"],
  "**An incident**": ["createIncident", "updateIncident"],
  "**An outcome**": ["putOutcome"],
  "**A note**": ["createNote"],
  "**An event**": ["sendTelemetry"],
  "**A CloudEvent**": ["sendCloudEvents"],
  "**A Segment call**": [
    "segmentTrack",
    "segmentIdentify",
    "segmentGroup",
    "segmentPage",
    "segmentScreen",
    "segmentAlias",
    "segmentBatch",
  ],
  "**Simulations**": ["simulatePulse", "simulateOutage", "simulateStream"],
};

/** A reset takes an empty body. */
const WITHOUT_FIELDS = ["simulateReset", "simulateResetAll"];

function resolve<Part extends { $ref?: string }>(part: Part): Part {
  if (part.$ref === undefined) return part;
  return part.$ref.slice(2).split("/").reduce((at, name) => at[name], DOCUMENT) as Part;
}

/** The fields of what is sent, and of each in a list of it. */
function* fieldsOf(given: JsonSchema): Generator<[string, JsonSchema]> {
  const schema = resolve(given);
  for (const option of schema.oneOf ?? []) yield* fieldsOf(option);
  if (schema.items) yield* fieldsOf(schema.items);
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (name === "events" || name === "batch") yield* fieldsOf(field);
    else yield [name, resolve(field)];
  }
}

function bodyFields(operation: Operation): [string, JsonSchema][] {
  const { content = {} } = resolve(operation.requestBody ?? {});
  return Object.values(content).flatMap(({ schema }) => [...fieldsOf(schema)]);
}

Deno.test("every operation with a body is in a table", () => {
  const withBody = OPERATIONS.filter(({ operation }) => operation.requestBody);
  expect(withBody.map(({ operation }) => operation.operationId).sort()).toEqual(
    [...Object.values(TABLES).flat(), ...WITHOUT_FIELDS].sort(),
  );
});

for (const [heading, ids] of Object.entries(TABLES)) {
  Deno.test(`every field of ${heading.replaceAll("*", "").toLowerCase()} stands in docs/api.md`, () => {
    const rows = new Map(tableAfter(DOCS, heading).map(({ name, cells }) => [name, cells]));
    const fields = OPERATIONS.filter(({ operation }) => ids.includes(operation.operationId))
      .flatMap(({ operation }) => bodyFields(operation));
    expect([...rows.keys()].sort()).toEqual([...new Set(fields.map(([name]) => name))].sort());
    for (const [name, field] of fields) {
      const [may = "", absent = ""] = rows.get(name) ?? [];
      expectDocumented(name, field, may, absent);
    }
  });
}

Deno.test("every parameter of an address stands in docs/api.md, for each address that takes it", () => {
  const rows = tableAfter(DOCS, "## Parameters");
  const isOf = (where: string, path: string) =>
    where === "every `.csv`" ? path.endsWith(".csv") : where.split(" ").includes(`\`${path}\``);
  const taken = new Set<string>();
  for (const { path, operation: { parameters = [] } } of OPERATIONS) {
    for (const { name, schema } of parameters.filter((parameter) => parameter.in === "query")) {
      const found = rows.filter(({ name: of, cells: [where = ""] }) => of === name && isOf(where, path));
      expect([path, name, found.length]).toEqual([path, name, 1]);
      const [where = "", may = "", absent = ""] = found[0]?.cells ?? [];
      expectDocumented(`${name} of ${path}`, resolve(schema), may, absent);
      taken.add(`${name} ${where === "every `.csv`" ? where : path}`);
    }
  }
  const told = rows.flatMap(({ name, cells: [where = ""] }) =>
    where === "every `.csv`"
      ? [`${name} ${where}`]
      : where.split(" ").map((path) => `${name} ${path.slice(1, -1)}`)
  );
  expect(told.sort()).toEqual([...taken].sort());
});

Deno.test("every limit of requests stands in docs/api.md", () => {
  const { apiWritesPerMinute, telemetryRetentionDays } = loadConfig({});
  const limits = new Map(tableAfter(DOCS, "## Limits").map(({ name, cells }) => [name, cells[0] ?? ""]));
  const kib = (bytes: number) => `${formatCount(bytes / 1024)} KiB`;
  const events = formatCount(LIMITS.telemetryEventsPerRequest);
  const expected: Record<string, string[]> = {
    "JSON bodies": [kib(LIMITS.jsonBodyBytes)],
    "telemetry and CloudEvents": [kib(LIMITS.telemetryBodyBytes), `${events} events`],
    "Segment": [kib(LIMITS.segmentCallBytes), kib(LIMITS.segmentBatchBytes), `${events} calls`],
    "arrival of a body": [`${LIMITS.bodyArrivalMs / 1000} s`],
    "writes of one address": [`${formatCount(apiWritesPerMinute)} a minute`],
    "times": ["1970–2037"],
    "telemetry": [
      `${LIMITS.telemetryFutureHours} hours ahead`,
      `${formatCount(telemetryRetentionDays)} days`,
      formatCount(LIMITS.telemetryCountMax),
    ],
    "parked events": [formatCount(LIMITS.parkedPerAccount), formatCount(LIMITS.parkedTotal)],
    "Idempotency-Key": ["255", `${LIMITS.idempotencyKeptSeconds / 3600} hours`],
    "a walk by cursor along a moving column": [`${LIMITS.listWalkSeconds / 60} minutes`],
    "words of a search": [String(LIMITS.searchWords)],
    "the stream": [
      formatCount(LIMITS.liveStreamLength),
      `${LIMITS.liveHeartbeatMs / 1000} seconds`,
      `${LIMITS.liveRetryMs / 1000} s`,
    ],
    "an answer of which nothing is read": [`${LIMITS.answerStallMs / 1000} s`],
  };
  expect([...limits.keys()].sort()).toEqual(Object.keys(expected).sort());
  for (const [name, parts] of Object.entries(expected)) {
    for (const part of parts) {
      expect([name, limits.get(name)]).toEqual([name, expect.stringContaining(part)]);
    }
  }
});
