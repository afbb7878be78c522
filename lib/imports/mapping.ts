/** Reads a mapping file: YAML or JSON, checked, with a sentence for each key that is wrong. */
import { parse, YAMLParseError } from "yaml";
import type { z } from "zod";
import { ImportError } from "@/lib/imports/errors.ts";
import { type Mapping, mappingSchema } from "@/lib/imports/mapping_schema.ts";

/** @throws {ImportError} when the file is not there, is no YAML or says something that no mapping can. */
export async function readMapping(path: string): Promise<Mapping> {
  try {
    return parseMapping(await Deno.readTextFile(path), path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new ImportError(`There is no mapping file ${path}`, { cause: error });
  }
}

/** @throws {ImportError} naming `path` and each key that is wrong. */
export function parseMapping(text: string, path: string): Mapping {
  const parsed = mappingSchema.safeParse(parseYaml(text, path));
  if (!parsed.success) throw fault(path, parsed.error.issues.map(sentence));
  const faults = referenceFaults(parsed.data);
  if (faults.length > 0) throw fault(path, faults);
  return parsed.data;
}

function parseYaml(text: string, path: string): unknown {
  try {
    // Failsafe: every scalar is the text that stands there. True stays "True", 2024-12-31 stays "2024-12-31".
    return parse(text.normalize(), { schema: "failsafe" });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new ImportError(`The mapping ${path} is not YAML: ${error.message.trim()}`, { cause: error });
  }
}

function fault(path: string, faults: readonly string[]): ImportError {
  return new ImportError(`The mapping ${path} cannot be used: ${faults.join("; ")}`);
}

function sentence(issue: z.core.$ZodIssue): string {
  const key = issue.path.map(String).join(".") || "the whole file";
  if (issue.code === "unrecognized_keys") {
    const prefix = issue.path.length === 0 ? "" : `${key}.`;
    return issue.keys.map((unknown) => `${prefix}${unknown} is not a key of a mapping`).join("; ");
  }
  if (issue.code === "invalid_type" && issue.message === "must be given") {
    return `${key} is missing`;
  }
  if (issue.code === "invalid_type") return `${key} must be ${articled(issue.expected)}`;
  return `${key} ${issue.message}`;
}

function articled(type: string): string {
  if (type === "string") return "a text";
  return type === "array" ? "a list" : "keys with values";
}

/** What only shows when the parts are seen together. */
function referenceFaults(mapping: Mapping): string[] {
  const known = [...mapping.files.keys()];
  const faults = fileReferences(mapping).filter(([, file]) => !known.includes(file)).map(([key, file]) =>
    `${key} is "${file}", which is not among the files (${known.join(", ")})`
  );
  const sum = mapping.clients?.mrr?.sum;
  if (sum && (sum.openFrom ?? sum.openUntil) !== undefined && mapping.asOf === undefined) {
    faults.push("asOf is missing: clients.mrr.sum.openFrom and openUntil need a day to be open on");
  }
  const { clients, telemetry, incidents, outcomes } = mapping;
  if (!clients && [telemetry, incidents, outcomes].every((entries) => entries.length === 0)) {
    faults.push("it says nothing of clients, telemetry, incidents or outcomes");
  }
  return faults;
}

/** Every place that names a file: its key in the mapping, and the name. */
function fileReferences(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value !== "object" || value === null || path[0] === "files") return [];
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const at = [...path, key];
    const isReference = key === "file" && typeof inner === "string";
    return isReference ? [[at.join("."), inner]] : fileReferences(inner, at);
  });
}
