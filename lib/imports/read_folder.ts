/** Reads a folder by its mapping: everything is judged before anything is written. */
import { ClientDirectory, type FindStored } from "@/lib/imports/client_directory.ts";
import { ClientTarget } from "@/lib/imports/client_target.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import { RowFault } from "@/lib/imports/errors.ts";
import { IncidentTarget } from "@/lib/imports/incident_target.ts";
import { Lookups } from "@/lib/imports/lookups.ts";
import type { Mapping } from "@/lib/imports/mapping_schema.ts";
import { OutcomeTarget } from "@/lib/imports/outcome_target.ts";
import type { FileCount, ImportPlan } from "@/lib/imports/plan.ts";
import { Rejects } from "@/lib/imports/rejects.ts";
import { SourceFile } from "@/lib/imports/source_file.ts";
import type { Target, TargetContext } from "@/lib/imports/target.ts";
import { EventCollector, TelemetryTarget } from "@/lib/imports/telemetry_target.ts";
import { UniqueIds } from "@/lib/imports/unique_ids.ts";

export interface ReadOptions {
  now: Date;
  retentionDays: number;
  /** For rows of clients that the mapping does not have, or does not say everything of. */
  findStored: FindStored;
  signal?: AbortSignal;
}

/** @throws {ImportError} when the folder is not what the mapping says; a bad row only becomes a reject. */
export async function readFolder(
  folder: string,
  mapping: Mapping,
  options: ReadOptions,
): Promise<ImportPlan> {
  const sources = new Map<string, SourceFile>();
  for (const name of mapping.files.keys()) {
    sources.set(name, await SourceFile.open(folder, name, mapping));
  }
  const lookups = new Lookups(mapping, sources);
  const directory = new ClientDirectory(options.findStored);
  const contextOf = (file: string): TargetContext => {
    const source = sources.get(file);
    if (!source) throw new TypeError(`The file "${file}" was not opened`);
    return { ...options, mapping, source, lookups, directory };
  };
  const made: Pick<ImportPlan, "clients" | "incidents" | "outcomes"> = {
    clients: [],
    incidents: [],
    outcomes: [],
  };
  const collector = new EventCollector();
  const clients = mapping.clients &&
    new ClientTarget(mapping.clients, contextOf(mapping.clients.file), made.clients);
  const targets = rowTargets(mapping, contextOf, made, collector);

  const run = new FolderRun(directory, options.signal);
  run.countRows(await lookups.fill(run.rejects));
  // Clients first: the other rows name them.
  if (mapping.clients && clients) await run.read(contextOf(mapping.clients.file).source, [clients]);
  lookups.rejectUnknownOwners((id) => clients?.knows(id) ?? true, run.rejects);
  for (const [file, group] of Map.groupBy(targets, ([file]) => file)) {
    await run.read(contextOf(file).source, group.map(([, target]) => target));
  }
  return {
    ...made,
    events: collector.events,
    targets: [...clients ? [clients] : [], ...targets.map(([, target]) => target)].map(({ tally }) => tally),
    assumedCurrencies: clients?.assumedCurrencies() ?? [],
    files: run.fileCounts(),
    rejects: run.rejects.list(),
  };
}

function rowTargets(
  mapping: Mapping,
  contextOf: (file: string) => TargetContext,
  made: Pick<ImportPlan, "incidents" | "outcomes">,
  collector: EventCollector,
): [file: string, Target][] {
  const incidentIds = new UniqueIds();
  const outcomeIds = new UniqueIds();
  return [
    ...mapping.telemetry.map((entry): [string, Target] => [
      entry.file,
      new TelemetryTarget(entry, contextOf(entry.file), collector),
    ]),
    ...mapping.incidents.map((entry): [string, Target] => [
      entry.file,
      new IncidentTarget(entry, contextOf(entry.file), incidentIds, made.incidents),
    ]),
    ...mapping.outcomes.map((entry): [string, Target] => [
      entry.file,
      new OutcomeTarget(entry, contextOf(entry.file), outcomeIds, made.outcomes),
    ]),
  ];
}

class FolderRun {
  readonly rejects = new Rejects();
  readonly #rows = new Map<string, number>();

  constructor(
    private readonly directory: ClientDirectory,
    private readonly signal: AbortSignal | undefined,
  ) {}

  countRows(counts: ReadonlyMap<string, number>): void {
    for (const [file, count] of counts) this.#rows.set(file, count);
  }

  async read(source: SourceFile, targets: readonly Target[]): Promise<void> {
    let count = 0;
    for await (const rows of source.batches()) {
      this.signal?.throwIfAborted();
      const whole = rows.filter((row) => row.fault === null);
      await this.directory.load(
        targets.flatMap((target) => whole.flatMap((row) => target.clientOf(row) ?? [])),
      );
      for (const row of rows) this.#take(row, targets);
      count += rows.length;
    }
    this.countRows(new Map([[source.name, count]]));
  }

  #take(row: Row, targets: readonly Target[]): void {
    try {
      if (row.fault !== null) throw new RowFault(row.fault);
      const judged = targets.map((target) => target.read(row));
      // A row that was rejected as a client, or as part of a sum, is no good for anything else either.
      if (this.rejects.has(row)) return;
      for (const keep of judged) keep();
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      this.rejects.add(row, error.message);
    }
  }

  fileCounts(): FileCount[] {
    const rejected = Map.groupBy(this.rejects.list(), (reject) => reject.file);
    return [...this.#rows].map(([file, rows]) => ({ file, rows, rejected: rejected.get(file)?.length ?? 0 }));
  }
}
