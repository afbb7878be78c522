/** How many lines of a log are worth showing under a sentence. */
const TAIL_LINES = 20;

/** The last lines of a log file, indented to stand under a sentence; says so when there are none. */
export async function tailOf(logFile: string): Promise<string> {
  const text = await Deno.readTextFile(logFile).catch(() => "");
  const lines = text.trimEnd().split("\n").slice(-TAIL_LINES).filter((line) => line !== "");
  if (lines.length === 0) return `(${logFile} is empty)`;
  return [`Last lines of ${logFile}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}
