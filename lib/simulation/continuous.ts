/**
 * Continuous activity: every few seconds a worker gives a few clients a little activity, all of it one run, until it is
 * stopped or its time is over. That it is wanted is written in MongoDB, so that it outlives pages and processes.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { SimulationNotice } from "@/lib/simulation/notice.ts";
import { Random } from "@/lib/simulation/random.ts";
import type { RunWriter } from "@/lib/simulation/run_writer.ts";
import type { RunCounts, SimulationNews, StreamOptions, StreamState } from "@/lib/simulation/schema.ts";
import type { SimulationStore } from "@/lib/simulation/store.ts";
import type { StreamStore } from "@/lib/simulation/stream_store.ts";
import type { StreamSchedule } from "@/lib/simulation/stream_schedule.ts";

/** Clients that get activity at once. */
export const STREAM_CLIENTS_MAX = 3;

export interface ContinuousActivityParts {
  store: SimulationStore;
  streams: StreamStore;
  clients: ClientStore;
  runs: RunWriter;
  schedule: StreamSchedule;
  notice: SimulationNotice;
  clock: Clock;
}

export class ContinuousActivity {
  constructor(private readonly parts: ContinuousActivityParts) {}

  /**
   * Begins, or goes on with this intensity and its full time when it runs already.
   *
   * @throws {ForbiddenError} when simulation is not allowed @throws {UnavailableError} while Redis is away
   */
  async start({ intensity }: Pick<StreamOptions, "intensity">): Promise<void> {
    const { streams, runs, schedule, clock } = this.parts;
    runs.assertAllowed();
    await schedule.set();
    const endsAt = new Date(clock().getTime() + LIMITS.simulationStreamMs);
    const running = await streams.prolong({ intensity, endsAt, now: clock() });
    if (running) return await this.#announce(running, "running");
    await this.#finish();
    const { _id: runId, seed, startedAt } = await runs.begin({ kind: "stream", options: { intensity } });
    const state: StreamState = {
      _id: "stream",
      runId,
      seed,
      intensity,
      startedAt,
      endsAt,
      pulses: 0,
      events: 0,
      clientIds: [],
    };
    // Of two that begin at once one wins; the run of the other stays empty.
    if (await streams.insert(state)) await this.#announce(state, "running");
  }

  /** Ends it; when this resolves nothing of it is under way any more. Does nothing when there is none. */
  async stop(): Promise<void> {
    const { streams, schedule, clock } = this.parts;
    await streams.end(clock());
    await schedule.remove();
    await schedule.settled();
    await this.#finish();
  }

  /** One pulse, as a worker does it. Ends what is not wanted any more. */
  async pulse(): Promise<void> {
    const { store, streams, clients, runs, schedule, notice, clock } = this.parts;
    const at = clock();
    if (!runs.allowed) await streams.end(at);
    const state = await streams.claimPulse(at);
    if (!state) {
      await schedule.remove();
      return await this.#finish();
    }
    const { runId, seed, pulses: pulse, intensity } = state;
    const count = new Random("stream", seed, pulse).integer(1, STREAM_CLIENTS_MAX);
    const picked = await clients.findMany(await clients.sampleIds(count));
    const context = { runId, seed, pulse, intensity, at, types: await runs.types() };
    const events = await runs.pulse(picked, context);
    const sums = await streams.countPulse(runId, { events, clientIds: picked.map(({ _id }) => _id) });
    if (sums) return await this.#announce(sums, "running");
    // It was ended meanwhile, and the end did not wait for this pulse.
    const run = await store.addEvents(runId, events);
    if (run) await notice.run(run, "done");
  }

  /** Drives it again when Redis lost the schedule. */
  async resume(): Promise<void> {
    if (await this.parts.streams.find()) await this.parts.schedule.set();
  }

  /** Takes the state away, if it is over; who takes it tells of the end. */
  async #finish(): Promise<void> {
    const ended = await this.parts.streams.takeEnded(this.parts.clock());
    if (ended) await this.#announce(ended, "done");
  }

  async #announce(state: StreamState, news: SimulationNews["state"]): Promise<void> {
    const { store, notice } = this.parts;
    const counts: RunCounts = { clients: state.clientIds.length, events: state.events, incidents: 0 };
    await store.setCounts(state.runId, counts);
    await notice.run({ _id: state.runId, kind: "stream", counts }, news);
  }
}
