/** Copies a folder of CSV files and leaves out the rows that no tested day looks at. */
import { addDays } from "@/lib/platform/days.ts";

export interface Thinning {
  /** Files with a row for each thing that happened, and the column with its date; plain CSV without quotes. */
  dateColumns: Readonly<Record<string, string>>;
  /** The days that scores are worked out for. */
  days: readonly string[];
}

/** Days before and after a tested day whose rows stay: more than the window, and some that must not leak in. */
const DAYS_BEFORE = 32;
const DAYS_AFTER = 3;

/** The whole takes minutes on a server that syncs every write to the disk, and longer still to drop again. */
export async function thinFolder(source: string, target: string, thinning: Thinning): Promise<void> {
  for await (const { name } of Deno.readDir(source)) {
    const text = await Deno.readTextFile(`${source}/${name}`);
    const dateColumn = thinning.dateColumns[name];
    await Deno.writeTextFile(
      `${target}/${name}`,
      dateColumn === undefined ? text : thinned(text, dateColumn, thinning.days),
    );
  }
}

function thinned(text: string, dateColumn: string, days: readonly string[]): string {
  const [header = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  const dateAt = header.split(",").indexOf(dateColumn);
  const windows = days.map((day) => [addDays(day, -DAYS_BEFORE), addDays(day, DAYS_AFTER)] as const);
  const kept = lines.filter((line) => {
    const date = line.split(",")[dateAt] ?? "";
    return windows.some(([from, to]) => date >= from && date <= to);
  });
  return [header, ...kept, ""].join("\r\n");
}
