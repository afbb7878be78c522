/** Copies a folder of CSV files and leaves out the rows of one that no tested day looks at. */
import { addDays } from "@/lib/platform/days.ts";

export interface Thinning {
  /** The file with a row for each client and day; plain CSV without quotes. */
  file: string;
  dateColumn: string;
  ownerColumn: string;
  /** The days that scores are worked out for. */
  days: readonly string[];
}

/** Days before and after a tested day whose rows stay: more than the window, and some that must not leak in. */
const DAYS_BEFORE = 35;
const DAYS_AFTER = 5;

/**
 * A whole import takes minutes where servers sync every write. What is left out makes no difference to the tested days:
 * the first row of every owner stays, so that "sent before the window" is known.
 */
export async function thinFolder(source: string, target: string, thinning: Thinning): Promise<void> {
  for await (const { name } of Deno.readDir(source)) {
    const text = await Deno.readTextFile(`${source}/${name}`);
    await Deno.writeTextFile(`${target}/${name}`, name === thinning.file ? thinned(text, thinning) : text);
  }
}

function thinned(text: string, { dateColumn, ownerColumn, days }: Thinning): string {
  const [header = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  const columns = header.split(",");
  const [dateAt, ownerAt] = [columns.indexOf(dateColumn), columns.indexOf(ownerColumn)];
  const windows = days.map((day) => [addDays(day, -DAYS_BEFORE), addDays(day, DAYS_AFTER)] as const);
  const first = new Map<string, string>();
  const dateOf = (line: string) => line.split(",")[dateAt] ?? "";
  for (const line of lines) {
    const owner = line.split(",")[ownerAt] ?? "";
    const known = first.get(owner);
    if (known === undefined || dateOf(line) < dateOf(known)) first.set(owner, line);
  }
  const firstLines = new Set(first.values());
  const kept = lines.filter((line) => {
    const date = dateOf(line);
    return firstLines.has(line) || windows.some(([from, to]) => date >= from && date <= to);
  });
  return [header, ...kept, ""].join("\r\n");
}
