/**
 * Simulated activity and outages, to see the product move. All of it goes the way of real data and carries the id of
 * its run, so that a reset takes away exactly that.
 */
import { setTimeout as pauseFor } from "node:timers/promises";
import type { Cache } from "@/lib/platform/cache.ts";
import type { Clock } from "@/lib/platform/clock.ts";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { derivedId } from "@/lib/platform/ids.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { IncidentService } from "@/lib/incidents/service.ts";
import { outageIncidents, type SimulatedIncident } from "@/lib/simulation/activity.ts";
import { type ContinuousActivity, STREAM_CLIENTS_MAX } from "@/lib/simulation/continuous.ts";
import { type SimulationNotice, STATUS_GENERATION } from "@/lib/simulation/notice.ts";
import { Random } from "@/lib/simulation/random.ts";
import type { SimulationReset } from "@/lib/simulation/reset.ts";
import type { RunWriter } from "@/lib/simulation/run_writer.ts";
import type {
  ClientSimulation,
  OutageAnswer,
  OutageOptions,
  PulseAnswer,
  PulseOptions,
  Reset,
  ResetAnswer,
  RunCounts,
  SimulationEntry,
  SimulationRun,
  SimulationStatus,
  StreamOptions,
} from "@/lib/simulation/schema.ts";
import type { SimulationStore } from "@/lib/simulation/store.ts";
import { toStreamStatus } from "@/lib/simulation/stream_status.ts";
import type { StreamStore } from "@/lib/simulation/stream_store.ts";

/** Milliseconds between the pulses of a stream. */
const STREAM_PAUSE_MS = { min: 1_000, max: 2_000 } as const;

/** Waits; rejects when the signal is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface SimulationParts {
  runs: RunWriter;
  continuous: ContinuousActivity;
  store: SimulationStore;
  streams: StreamStore;
  clients: ClientService;
  clientStore: ClientStore;
  incidents: IncidentService;
  reset: SimulationReset;
  notice: SimulationNotice;
  cache: Cache;
  clock: Clock;
  pause?: Pause;
}

export class SimulationService {
  readonly #parts: SimulationParts;
  readonly #pause: Pause;

  constructor(parts: SimulationParts) {
    this.#parts = parts;
    this.#pause = parts.pause ?? ((milliseconds, signal) => pauseFor(milliseconds, undefined, { signal }));
  }

  /**
   * Gives every current client, or those named, some activity of this moment.
   *
   * @param id of the run; one that was begun under it is done to its end, and one that was done is told of
   * @throws {ForbiddenError} when simulation is not allowed @throws {NotFoundError} for a client that does not exist
   */
  async pulse(options: Partial<PulseOptions> = {}, id?: string): Promise<PulseAnswer> {
    const { runs, store, notice } = this.#parts;
    runs.assertAllowed();
    const { intensity = "normal", seed } = options;
    const clientIds = options.clientIds ? await this.#known(options.clientIds) : null;
    const run = await runs.begin({ kind: "pulse", id, seed, options: { intensity }, clientIds });
    if (run.finishedAt === null) {
      const counts: RunCounts = { clients: 0, events: 0, incidents: 0 };
      const context = { intensity, runId: run._id, seed: run.seed, pulse: 0, at: run.startedAt };
      const types = await runs.types();
      for await (const clients of this.#batches(clientIds)) {
        counts.events += await runs.pulse(clients, { ...context, types });
        counts.clients += clients.length;
        await store.setCounts(run._id, counts);
        if (clients.length === LIMITS.clientBatch) await notice.run({ ...run, counts }, "running");
      }
      await runs.finish(run, counts);
      await notice.run(run, "done");
    }
    return { runId: run._id, seed: run.seed, clients: run.counts.clients, events: run.counts.events };
  }

  /**
   * A little activity of a few clients every one to two seconds, all of it one run. Ends when the signal is aborted.
   * Clients created after the start take no part.
   *
   * @returns after each pulse, the sums of the run so far
   * @throws {ForbiddenError} when simulation is not allowed
   */
  async *stream(
    options: Partial<Pick<PulseOptions, "intensity" | "seed">>,
    signal: AbortSignal,
  ): AsyncGenerator<RunCounts & { runId: string }> {
    this.#parts.runs.assertAllowed();
    const intensity = options.intensity ?? "low";
    const run = await this.#parts.runs.begin({ kind: "stream", seed: options.seed, options: { intensity } });
    const context = { intensity, runId: run._id, seed: run.seed, types: await this.#parts.runs.types() };
    const ids = await this.#currentIds();
    const random = new Random("stream", run.seed);
    const seen = new Set<string>();
    for (let pulse = 0; !signal.aborted; pulse++) {
      const picked = random.shuffle(ids).slice(0, random.integer(1, STREAM_CLIENTS_MAX));
      const clients = await this.#parts.clientStore.findMany(picked);
      run.counts.events += await this.#parts.runs.pulse(clients, {
        ...context,
        pulse,
        at: this.#parts.clock(),
      });
      for (const client of clients) seen.add(client._id);
      run.counts.clients = seen.size;
      await this.#parts.store.setCounts(run._id, run.counts);
      await this.#parts.notice.run(run, "running");
      yield { runId: run._id, ...run.counts };
      const wait = Math.round(random.between(STREAM_PAUSE_MS.min, STREAM_PAUSE_MS.max));
      await this.#pause(wait, signal).catch((error) => {
        if (!signal.aborted) throw error;
      });
    }
    await this.#parts.notice.run(run, "done");
  }

  /**
   * Opens incidents for a client, so that its health drops.
   *
   * @param id our id or `external:<externalId>`
   * @param runId as for `pulse`
   * @throws {ForbiddenError} when simulation is not allowed @throws {NotFoundError}
   */
  async outage(id: string, options: OutageOptions = {}, runId?: string): Promise<OutageAnswer> {
    const { runs, store, notice } = this.#parts;
    runs.assertAllowed();
    const client = await this.#parts.clients.get(id);
    const { severity, seed } = options;
    const run = await runs.begin({
      kind: "outage",
      id: runId,
      seed,
      options: severity ? { severity } : {},
      clientIds: [client._id],
    });
    const incidents = outageIncidents(run.seed, severity);
    if (run.finishedAt === null) {
      const touch = { client, events: 0, incidents: incidents.length };
      await store.touch([touch], { cause: run._id, at: run.startedAt });
      await this.#open(incidents, client, run);
      await runs.finish(run, { clients: 1, events: 0, incidents: incidents.length });
      await notice.run(run, "done", client);
    }
    return { runId: run._id, seed: run.seed, clientId: client._id, incidents: incidents.length };
  }

  async #open(incidents: readonly SimulatedIncident[], client: Client, run: SimulationRun): Promise<void> {
    for (const [index, incident] of incidents.entries()) {
      await this.#parts.incidents.create({ ...incident, clientId: client._id, status: "open" }, {
        id: derivedId([run._id, index], run.startedAt),
        simulationRun: run._id,
      });
    }
  }

  /**
   * Undoes what simulations did to a client, of every run; real events and incidents stay as they are.
   *
   * @param id our id or `external:<externalId>`
   * @param resetId done again under the same one it answers what it took the first time
   * @throws {ForbiddenError} when simulation is not allowed @throws {NotFoundError}
   */
  async reset(id: string, resetId?: string): Promise<ResetAnswer> {
    this.#parts.runs.assertAllowed();
    const client = await this.#parts.clients.get(id);
    return { clientId: client._id, ...await this.#parts.reset.client(client, resetId) };
  }

  /**
   * Undoes what simulations did to every client, after an end to continuous activity.
   *
   * @param resetId as for `reset`
   * @throws {ForbiddenError} when simulation is not allowed
   */
  async resetAll(resetId?: string): Promise<Reset & { clients: number }> {
    this.#parts.runs.assertAllowed();
    await this.#parts.continuous.stop();
    return await this.#parts.reset.all(resetId);
  }

  /**
   * Continuous activity from now on, or none. Stopping is allowed even where simulation is not.
   *
   * @throws {ForbiddenError} when simulation is not allowed @throws {UnavailableError} while Redis is away
   */
  async setStream({ running, intensity }: StreamOptions): Promise<SimulationStatus> {
    const { continuous } = this.#parts;
    await (running ? continuous.start({ intensity }) : continuous.stop());
    return await this.status();
  }

  /** One pulse of continuous activity, for the worker. */
  pulseStream(): Promise<void> {
    return this.#parts.continuous.pulse();
  }

  /** Drives continuous activity again when Redis lost its schedule; for the worker. */
  resumeStream(): Promise<void> {
    return this.#parts.continuous.resume();
  }

  /** What happened lately, newest first. */
  log(): Promise<SimulationEntry[]> {
    return this.#parts.store.recentEntries();
  }

  /** How much simulated data there is, for the banner; may be read on every page. */
  async status(): Promise<SimulationStatus> {
    const { value } = await this.#parts.cache.read(
      "simulation-status",
      { ttlSeconds: LIMITS.cacheOverviewSeconds, generations: [STATUS_GENERATION] },
      async () => {
        const { store, streams } = this.#parts;
        const [{ since, ...counts }, stream] = await Promise.all([store.totals(), streams.find()]);
        return { ...counts, since: since?.toISOString() ?? null, stream: stream && toStreamStatus(stream) };
      },
    );
    const over = value.stream !== null && value.stream.endsAt <= this.#parts.clock().toISOString();
    return { allowed: this.#parts.runs.allowed, ...value, stream: over ? null : value.stream };
  }

  /**
   * How much simulated data one client has.
   *
   * @param id our id or `external:<externalId>`
   * @throws {NotFoundError}
   */
  async statusOf(id: string): Promise<ClientSimulation> {
    const { _id: clientId } = await this.#parts.clients.get(id);
    const touched = await this.#parts.store.find(clientId);
    return {
      clientId,
      allowed: this.#parts.runs.allowed,
      events: touched?.events ?? 0,
      incidents: touched?.incidents ?? 0,
      since: touched?.since.toISOString() ?? null,
    };
  }

  /** The ids without repetitions, when each of them names a client. */
  async #known(clientIds: readonly string[]): Promise<string[]> {
    const ids = [...new Set(clientIds)];
    const found = new Set((await this.#parts.clients.findRefs(ids, [])).map(({ _id }) => _id));
    const unknown = ids.find((id) => !found.has(id));
    if (unknown !== undefined) throw new NotFoundError(`No client has the id "${unknown}"`);
    return ids;
  }

  async *#batches(clientIds: readonly string[] | null): AsyncGenerator<Client[]> {
    const ids = clientIds ?? await this.#currentIds();
    for (let start = 0; start < ids.length; start += LIMITS.clientBatch) {
      yield await this.#parts.clientStore.findMany(ids.slice(start, start + LIMITS.clientBatch));
    }
  }

  async #currentIds(): Promise<string[]> {
    const ids: string[] = [];
    while (true) {
      const after = ids.at(-1) ?? null;
      const next = await this.#parts.clientStore.findIds({
        after,
        limit: LIMITS.clientBatch,
        currentOnly: true,
      });
      if (next.length === 0) return ids;
      ids.push(...next);
    }
  }
}
