/** The folder or the mapping is not what the import needs. Nothing was written; the message says what to change. */
export class ImportError extends Error {
  override name = "ImportError";
}

/** Why one row cannot be taken. It never stops the rows after it. */
export class RowFault extends Error {
  override name = "RowFault";
}
