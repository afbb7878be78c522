/** Compiles what a mapping says of a field into a function that reads it from a row. */
import type { Row } from "@/lib/imports/csv_table.ts";
import type { SourceTime } from "@/lib/imports/date_format.ts";
import { excerpt, RowFault } from "@/lib/imports/errors.ts";
import type { Lookups } from "@/lib/imports/lookups.ts";
import type { FieldMapping, JoinMapping } from "@/lib/imports/mapping_schema.ts";
import type { Reader, SourceFile } from "@/lib/imports/source_file.ts";

export class FieldCompiler {
  constructor(private readonly source: SourceFile, private readonly lookups: Lookups) {}

  /** @throws {ImportError} when the file lacks a column. Readers throw RowFault for a value that cannot be taken. */
  optional(name: string, field: FieldMapping | undefined): Reader {
    if (!field) return () => null;
    const joins = (field.join ?? []).map((join) => this.#join(name, join));
    const base = this.#base(field);
    const toMapped = mapper(name, field);
    return (row) => toMapped(joins.reduce<string | null>((value, join) => join(value), base(row)));
  }

  required(name: string, field: FieldMapping): (row: Row) => string {
    const read = this.optional(name, field);
    return (row) => {
      const value = read(row);
      if (value === null) {
        throw new RowFault(`${name} is missing${field.column ? ` (column ${field.column})` : ""}`);
      }
      return value;
    };
  }

  /**
   * A field that has a default: `undefined` where the mapping says nothing of it. Where it does, an empty cell is no
   * wish for the default.
   */
  defaulted(name: string, field: FieldMapping | undefined): (row: Row) => string | undefined {
    return field ? this.required(name, field) : () => undefined;
  }

  optionalTime(name: string, field: FieldMapping | undefined): Reader<SourceTime> {
    const read = this.optional(name, field);
    return (row) => {
      const text = read(row);
      return text === null ? null : this.source.time(name, text);
    };
  }

  requiredTime(name: string, field: FieldMapping): (row: Row) => SourceTime {
    const read = this.required(name, field);
    return (row) => this.source.time(name, read(row));
  }

  #base(field: FieldMapping): Reader {
    const { column, text, value = null } = field;
    if (column !== undefined) return this.source.column(column);
    return text === undefined ? () => value : this.#template(text);
  }

  /** A text with columns in braces is missing where one of its columns is. */
  #template(template: string): Reader {
    const parts = template.split(/\{([^{}]+)\}/).map((part, index): Reader =>
      index % 2 === 0 ? () => part : this.source.column(part)
    );
    return (row) => {
      const values = parts.map((read) => read(row));
      return values.includes(null) ? null : values.join("");
    };
  }

  #join(name: string, { file, key, take }: JoinMapping): (value: string | null) => string | null {
    const { file: path, values } = this.lookups.join({ file, key, take });
    return (value) => {
      if (value === null) return null;
      const found = values.get(value);
      if (found === undefined) {
        throw new RowFault(`${name}: no row of ${path} has the ${key} "${excerpt(value)}"`);
      }
      return found;
    };
  }
}

function mapper(
  name: string,
  { map: mapped, otherwise }: FieldMapping,
): (value: string | null) => string | null {
  if (!mapped) return (value) => value ?? otherwise ?? null;
  return (value) => {
    const found = mapped.get(value ?? "");
    if (found !== undefined) return found;
    if (otherwise !== undefined || value === null) return otherwise ?? null;
    throw new RowFault(
      `${name} "${excerpt(value)}" is not in the mapping, which knows ${[...mapped.keys()].join(", ")}`,
    );
  };
}
