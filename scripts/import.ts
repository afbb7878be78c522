// deno-lint-ignore-file no-console
/** `deno task import <folder> --mapping <file>`; docs/import.md says how to write a mapping. */
import { taskCommand } from "@/lib/format/task_command.ts";
import { loadConfig, readEnvironment } from "@/lib/platform/config.ts";
import { ImportRun } from "@/lib/imports/import_run.ts";
import { readMapping } from "@/lib/imports/mapping.ts";
import type { Mapping } from "@/lib/imports/mapping_schema.ts";
import { readFolder } from "@/lib/imports/read_folder.ts";
import { handBackRejects } from "@/lib/imports/rejects_file.ts";
import { describeExamples, describePlan, describeResult } from "@/lib/imports/summary.ts";
import type { Jobs } from "@/lib/jobs.ts";
import type { Services } from "@/lib/services.ts";
import { IntakeService } from "@/lib/telemetry/intake_service.ts";
import { callersFolder } from "@/scripts/command/callers_folder.ts";
import { openServices } from "@/scripts/command/open_services.ts";
import { ProgressBar } from "@/scripts/command/progress_bar.ts";
import { runCommand } from "@/scripts/command/run_command.ts";
import { parseArguments, UsageError } from "@/scripts/command/usage.ts";

const USAGE = `Usage: ${
  taskCommand("import <folder> --mapping <file> [--dry-run] [--no-score] [--rejects <file>]")
}`;

interface ImportCall {
  folder: string;
  mapping: Mapping;
  dryRun: boolean;
  score: boolean;
  /** Where rejected rows go. */
  rejectsPath: string;
}

const fromCaller = callersFolder();

await runCommand(
  async (signal) => {
    const call = await readCall(Deno.args);
    if (call.dryRun) await dryRun(call, signal);
    else await importFolder(call, signal);
  },
  "Interrupted. What was written stays; run the same command again to go on",
);

async function readCall(args: readonly string[]): Promise<ImportCall> {
  const { values, positionals } = parseArguments(args, {
    mapping: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    "no-score": { type: "boolean", default: false },
    rejects: { type: "string" },
  }, USAGE);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError(`Give one folder\n${USAGE}`);
  if (values.mapping === undefined) throw new UsageError(`Give a mapping with --mapping\n${USAGE}`);
  const mapping = await readMapping(fromCaller(values.mapping));
  return {
    folder: fromCaller(folder),
    mapping,
    dryRun: values["dry-run"],
    score: !values["no-score"],
    rejectsPath: fromCaller(values.rejects ?? `${mapping.name}.rejects.csv`),
  };
}

/** Says what would happen; needs no database, and so knows only the clients of the mapping. */
async function dryRun({ folder, mapping }: ImportCall, signal: AbortSignal): Promise<void> {
  const plan = await readFolder(folder, mapping, {
    now: new Date(),
    retentionDays: loadConfig(readEnvironment()).telemetryRetentionDays,
    findStored: () => Promise.resolve(new Map()),
    signal,
  });
  console.log(describePlan(plan));
  console.log(describeExamples(plan));
  if (plan.assumedCurrencies.length > 0) {
    console.log("A dry run knows no stored clients: of those, the import reads mrr in their own currency");
  }
  console.log("Nothing was written: this was a dry run");
}

async function importFolder(call: ImportCall, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  await using opened = await openServices(signal);
  const { services } = opened;
  await services.ensureSchema();
  // What an import before this one stored and did not come to mark.
  await services.intakeRecovery.catchUp();
  const plan = await readFolder(call.folder, call.mapping, {
    now: services.clock(),
    retentionDays: services.config.telemetryRetentionDays,
    findStored: (externalIds) => services.clients.settings(externalIds),
    signal,
  });
  console.log(describePlan(plan));
  if (await handBackRejects(call.rejectsPath, plan.rejects)) {
    console.log(`Rejected rows are in ${call.rejectsPath}`);
  }
  const bar = new ProgressBar();
  try {
    console.log(describeResult(await importRun(services, call, { signal, bar }).write(plan)));
  } finally {
    bar.end();
  }
  console.log(`Done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function importRun(
  services: Services,
  { score }: ImportCall,
  { signal, bar }: { signal: AbortSignal; bar: ProgressBar },
): ImportRun {
  const { stores, clients, parking, clock, config, rollUp, health, cache, notice, removal } = services;
  const intake = new IntakeService({
    ...stores,
    clients,
    parking,
    clock,
    // The import rolls up what it stored itself; a job for each batch would only pile up.
    jobs: { ...services.jobs, requestRollUps: () => Promise.resolve() } satisfies Jobs,
    retentionDays: config.telemetryRetentionDays,
  });
  return new ImportRun({ ...stores, intake, rollUp, health, cache, notice, removal, clock }, {
    score,
    signal,
    report: (step, done, total) => bar.update(step, done, total),
  });
}
