/**
 * What a parser checks in code and JSON Schema can say too. The OpenAPI document reads it from the schema's metadata, so
 * that it promises neither more nor less than the API takes.
 */
export function inJsonSchema(fields: Readonly<Record<string, unknown>>) {
  return {
    override({ jsonSchema }: { jsonSchema: object }): void {
      Object.assign(jsonSchema, fields);
    },
  };
}

/** True when both types are the same: for a compile-time proof that a schema describes an interface. */
export type Same<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : false) : false;
