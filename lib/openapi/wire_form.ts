/** The finishing of the document: what is written in addresses and streams, which zod knows nothing of. */
import type { oas31 } from "zod-openapi";

/**
 * Query parameters that take several values take them in one, separated by commas; their examples, which are text in
 * the schemas, get the type of the parameter. The events of a stream, `itemSchema` in OpenAPI 3.2, have no place in 3.1
 * and become an extension.
 */
export function asWritten(document: oas31.OpenAPIObject): oas31.OpenAPIObject {
  const operations = Object.values(document.paths ?? {}).flatMap((item) =>
    Object.values(item) as oas31.OperationObject[]
  );
  for (const { parameters, responses } of operations) {
    for (const parameter of parameters ?? []) if ("in" in parameter) finishParameter(parameter);
    for (const { content } of Object.values(responses ?? {}) as oas31.ResponseObject[]) {
      for (const mediaType of Object.values(content ?? {})) renameItemSchema(mediaType);
    }
  }
  return document;
}

function finishParameter(parameter: oas31.ParameterObject): void {
  const schema = (parameter.schema ?? {}) as oas31.SchemaObject;
  if (schema.description === parameter.description) delete schema.description;
  if (parameter.in !== "query") return;
  const { type, example } = schema;
  if (type === "array") {
    parameter.style = "form";
    parameter.explode = false;
  }
  if (typeof example !== "string") return;
  if (type === "array") schema.example = example.split(",");
  if (type === "integer") schema.example = Number(example);
}

function renameItemSchema(mediaType: oas31.MediaTypeObject): void {
  if (!("itemSchema" in mediaType)) return;
  Object.assign(mediaType, { "x-itemSchema": mediaType.itemSchema });
  delete mediaType.itemSchema;
}
