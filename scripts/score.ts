// deno-lint-ignore-file no-console
/** `deno task score --as-of YYYY-MM-DD [--json]`: the scores of a past day, from what is stored; nothing is written. */
import { isDay } from "@/lib/platform/days.ts";
import { alignColumns } from "@/lib/format/columns.ts";
import { formatPoints, formatQuantity, formatShare } from "@/lib/format/number.ts";
import { taskCommand } from "@/lib/format/task_command.ts";
import { type AsOfScore, scoreAsOf } from "@/lib/health/as_of.ts";
import { bandWord } from "@/lib/scoring/words.ts";
import { openServices } from "@/scripts/command/open_services.ts";
import { runCommand } from "@/scripts/command/run_command.ts";
import { parseArguments, UsageError } from "@/scripts/command/usage.ts";

const USAGE = `Usage: ${taskCommand("score --as-of YYYY-MM-DD [--json]")}`;

await runCommand(async (signal) => {
  const { values, positionals } = parseArguments(Deno.args, {
    "as-of": { type: "string" },
    json: { type: "boolean", default: false },
  }, USAGE);
  const day = values["as-of"];
  if (day === undefined || positionals.length > 0) throw new UsageError(USAGE);
  if (!isDay(day)) {
    throw new UsageError(`--as-of "${day}" is not a calendar date such as 2024-12-31\n${USAGE}`);
  }
  await using opened = await openServices(signal);
  const { facts, stores } = opened.services;
  const scores = await scoreAsOf(day, await stores.models.active(), { clients: stores.clients, facts });
  const lines = values.json ? scores.map((score) => JSON.stringify(score)) : describe(day, scores);
  for (const line of lines) console.log(line);
});

function describe(day: string, scores: readonly AsOfScore[]): string[] {
  const points = (value: number | null) => (value === null ? "no data" : formatPoints(value));
  const rows = scores.map((client) => [
    client.externalId,
    points(client.score),
    bandWord(client.band),
    formatShare(client.coverage),
    points(client.usage),
    points(client.engagement),
    points(client.incident),
  ]);
  return [
    `${formatQuantity(scores.length, "client")} at the end of ${day}`,
    ...alignColumns([["Client", "Score", "Band", "Coverage", "Usage", "Engagement", "Incidents"], ...rows]),
  ];
}
