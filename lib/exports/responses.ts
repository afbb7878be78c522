/** Exports as answers: CSV files and NDJSON streams. */
import { BYTE_ORDER_MARK, type Cell, csvRow } from "@/lib/exports/csv.ts";
import { streamLines } from "@/lib/exports/text_stream.ts";

export const CSV_TYPE = "text/csv; charset=utf-8";
export const NDJSON_TYPE = "application/x-ndjson";

export interface CsvFile {
  /** Without anything that would need quoting. */
  fileName: string;
  header: readonly string[];
  rows: AsyncIterable<readonly Cell[]>;
  bom: boolean;
}

export async function csvResponse({ fileName, header, rows, bom }: CsvFile): Promise<Response> {
  async function* lines() {
    for await (const row of rows) yield csvRow(row);
  }
  const head = (bom ? BYTE_ORDER_MARK : "") + csvRow(header);
  return new Response(await streamLines(lines(), head), {
    headers: {
      "content-type": CSV_TYPE,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}

export async function ndjsonResponse(items: AsyncIterable<unknown>): Promise<Response> {
  async function* lines() {
    for await (const item of items) yield `${JSON.stringify(item)}\n`;
  }
  return new Response(await streamLines(lines()), {
    headers: { "content-type": NDJSON_TYPE, "cache-control": "no-store", vary: "accept" },
  });
}

/** True when NDJSON is named in `Accept` and JSON is not wanted more. */
export function wantsNdjson(request: Request): boolean {
  const weights = new Map(
    (request.headers.get("accept") ?? "").split(",").map((entry) => {
      const [type = "", ...parameters] = entry.trim().toLowerCase().split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return [type, weight === undefined ? 1 : Number(weight)] as const;
    }),
  );
  const ndjson = weights.get(NDJSON_TYPE) ?? 0;
  return ndjson > 0 && ndjson >= (weights.get("application/json") ?? 0);
}
