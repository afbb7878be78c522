/** The finishing of the document: what is written in addresses and streams, which zod knows nothing of. */
import type { oas31 } from "zod-openapi";

/**
 * Query parameters that take several values take them in one, separated by commas; examples of parameters that may be
 * left out stand in their descriptions. The data of a server-sent event is text that holds JSON.
 */
export function asWritten(document: oas31.OpenAPIObject): oas31.OpenAPIObject {
  const operations = Object.values(document.paths ?? {}).flatMap((item) =>
    Object.values(item) as oas31.OperationObject[]
  );
  for (const { parameters } of operations) {
    for (const parameter of parameters ?? []) if ("in" in parameter) finishParameter(parameter);
  }
  const event = (document.components?.schemas?.StreamEvent ?? {}) as oas31.SchemaObject;
  for (const { properties } of (event.anyOf ?? []) as oas31.SchemaObject[]) {
    if (properties?.data) properties.data = jsonText(properties.data);
  }
  return document;
}

function jsonText(schema: oas31.SchemaObject | oas31.ReferenceObject): oas31.SchemaObject {
  return {
    type: "string",
    contentMediaType: "application/json",
    contentSchema: schema,
  } as oas31.SchemaObject;
}

function finishParameter(parameter: oas31.ParameterObject): void {
  const schema = (parameter.schema ?? {}) as oas31.SchemaObject;
  if (schema.description === parameter.description) delete schema.description;
  if (parameter.in === "query" && schema.type === "array") {
    parameter.style = "form";
    parameter.explode = false;
  }
  const { example } = schema;
  if (example === undefined) return;
  if (parameter.required) {
    if (schema.type === "array") schema.example = String(example).split(",");
    return;
  }
  // Swagger UI fills in the examples of all parameters, and filters that nobody chose would leave nothing to see.
  delete schema.example;
  parameter.description = `${parameter.description ?? ""}. For example \`${example}\``;
}
