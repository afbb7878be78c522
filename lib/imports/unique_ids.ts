import type { Row } from "@/lib/imports/csv_table.ts";
import { excerpt, RowFault } from "@/lib/imports/errors.ts";

/** Sees to it that an externalId occurs once for a client. */
export class UniqueIds {
  readonly #places = new Map<string, string>();

  /**
   * Checks an id; what it returns takes it.
   *
   * @throws {RowFault} naming where the id stands already.
   */
  take(client: string, externalId: string, row: Row): () => void {
    const key = JSON.stringify([client, externalId]);
    const earlier = this.#places.get(key);
    if (earlier !== undefined) {
      throw new RowFault(`externalId "${excerpt(externalId)}" stands in ${earlier} already`);
    }
    return () => {
      this.#places.set(key, `line ${row.line} of ${row.file}`);
    };
  }
}
