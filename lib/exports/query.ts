import { z } from "zod";
import { clientExportQuerySchema } from "@/lib/clients/query.ts";
import { CLIENT_CSV_COLUMNS, CSV_DATES } from "@/lib/exports/client_csv.ts";
import { choicesSchema } from "@/lib/platform/schema.ts";

/** Of every CSV. */
export const csvFields = {
  bom: z.enum(["true", "false"], { error: "must be true or false" }).default("false").transform((text) =>
    text === "true"
  ).meta({
    description: "Begin the file with a byte order mark, which Excel needs to read it as UTF-8",
    example: "true",
  }),
};

/** Query of `GET /clients.csv`: everything that matches, so without paging. */
export const clientCsvQuerySchema = clientExportQuerySchema.extend({
  ...csvFields,
  columns: choicesSchema(CLIENT_CSV_COLUMNS).default(CLIENT_CSV_COLUMNS).meta({
    description: "Only these columns, in this order, separated by commas; all if absent",
    example: "externalId,name,renewsAt",
  }),
  dates: z.enum(CSV_DATES, { error: `must be one of ${CSV_DATES.join(", ")}` }).default("utc").meta({
    description:
      "`utc`: instants. `local`: in the time zone of each client, `renewsAt` and `startedAt` as days (2026-03-31), " +
      "the other times to the minute (2026-03-31 14:05)",
    example: "local",
  }),
});
