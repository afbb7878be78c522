import { z } from "zod";
import { clientExportQuerySchema } from "@/lib/clients/query.ts";

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
export const clientCsvQuerySchema = clientExportQuerySchema.extend(csvFields);
