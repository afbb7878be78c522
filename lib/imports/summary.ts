/** What an import says of itself at the end. */
import { alignColumns } from "@/lib/format/columns.ts";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import type { ImportResult, Written } from "@/lib/imports/import_run.ts";
import type { AssumedCurrency, ImportPlan } from "@/lib/imports/plan.ts";
import type { Reject } from "@/lib/imports/rejects.ts";

const REJECTS_SHOWN = 10;

/** What the files hold, and what it comes to. */
export function describePlan(plan: ImportPlan): string {
  const files = plan.files.map((
    { file, rows, rejected },
  ) => [file, formatQuantity(rows, "row"), rejectedText(rejected)]);
  const targets = plan.targets.map(({ target, file, rows, items, leftOut }) => [
    target,
    `${formatCount(items)} of ${formatQuantity(rows, "source row")}`,
    `${file}${leftOut === 0 ? "" : `, ${formatQuantity(leftOut, "row")} left out by the mapping`}`,
  ]);
  return [
    "Read:",
    ...indented(files),
    "Comes to:",
    ...indented(targets),
    ...describeAssumed(plan.assumedCurrencies),
    ...describeRejects(plan.rejects),
  ].join("\n");
}

/** The mapping gives amounts and no currency: what they were taken for. */
function describeAssumed(assumed: readonly AssumedCurrency[]): string[] {
  if (assumed.length === 0) return [];
  const lines = assumed.map(({ currency, clients, stored }) =>
    stored
      ? `  ${currency} for ${formatQuantity(clients, "stored client")}`
      : `  ${currency}, the default, for ${formatQuantity(clients, "new client")}`
  );
  return ["The mapping has no currency, so mrr is read in", ...lines];
}

/** The first of each kind, as they would be stored. */
export function describeExamples(plan: ImportPlan): string {
  const [first] = plan.events;
  const examples: [string, unknown][] = [
    ["client", plan.clients[0]?.fields],
    ["event", first && { externalId: first[0], ...first[1][0] }],
    ["incident", plan.incidents[0]],
    ["outcome", plan.outcomes[0]],
  ];
  const lines = examples.filter(([, example]) => example !== undefined).map(([name, example]) =>
    `  ${name} ${JSON.stringify(example)}`
  );
  return ["For example:", ...lines].join("\n");
}

/** What was written, and what was there already. */
export function describeResult(result: ImportResult): string {
  const { clients, events, incidents, outcomes, daysRolledUp, clientsScored, deletedMeanwhile } = result;
  const written = (name: string, { written, unchanged }: Written) => [
    name,
    `${formatCount(written)} written`,
    `${formatCount(unchanged)} there already`,
  ];
  return [
    "Stored:",
    ...indented([
      written("clients", clients),
      written("events", events),
      written("incidents", incidents),
      written("outcomes", outcomes),
    ]),
    `  ${formatQuantity(daysRolledUp, "day")} rolled up, ${formatQuantity(clientsScored, "client")} scored`,
    ...deletedMeanwhile.length === 0 ? [] : [
      `  Left out, as they were deleted while this ran: ${deletedMeanwhile.join(", ")}`,
    ],
  ].join("\n");
}

function describeRejects(rejects: readonly Reject[]): string[] {
  if (rejects.length === 0) return ["Rejected: 0 rows"];
  const shown = rejects.slice(0, REJECTS_SHOWN).map(({ file, line, reason }) =>
    `  ${file}:${line}: ${reason}`
  );
  const more = rejects.length - shown.length;
  return [
    `Rejected: ${formatQuantity(rejects.length, "row")}`,
    ...shown,
    ...more > 0 ? [`  and ${formatCount(more)} more`] : [],
  ];
}

function rejectedText(count: number): string {
  return count === 0 ? "" : `${formatCount(count)} rejected`;
}

function indented(rows: readonly (readonly string[])[]): string[] {
  return alignColumns(rows).map((line) => `  ${line}`);
}
