/** Copies a folder of CSV files and leaves out rows of one that no tested day looks at. */
import { addDays } from "@/lib/platform/days.ts";

export interface Thinning {
  /** The file with a row for each client and day; plain CSV without quotes. */
  file: string;
  dateColumn: string;
  /** The days that scores are worked out for. */
  days: readonly string[];
}

/** Days before and after a tested day whose rows stay: more than the window, and some that must not leak in. */
const DAYS_BEFORE = 32;
const DAYS_AFTER = 3;

/** A whole import takes a minute or two, where every write is synced to the disk. */
export async function thinFolder(source: string, target: string, thinning: Thinning): Promise<void> {
  for await (const { name } of Deno.readDir(source)) {
    const text = await Deno.readTextFile(`${source}/${name}`);
    await Deno.writeTextFile(`${target}/${name}`, name === thinning.file ? thinned(text, thinning) : text);
  }
}

function thinned(text: string, { dateColumn, days }: Thinning): string {
  const [header = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  const dateAt = header.split(",").indexOf(dateColumn);
  const windows = days.map((day) => [addDays(day, -DAYS_BEFORE), addDays(day, DAYS_AFTER)] as const);
  const kept = lines.filter((line) => {
    const date = line.split(",")[dateAt] ?? "";
    return windows.some(([from, to]) => date >= from && date <= to);
  });
  return [header, ...kept, ""].join("\r\n");
}
