/** What all simulations share: a run is noted first, and what it makes goes the way of real data. */
import { randomInt, randomUUID } from "node:crypto";
import type { Clock } from "@/lib/platform/clock.ts";
import { ForbiddenError } from "@/lib/platform/errors.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ModelStore } from "@/lib/health/model_store.ts";
import { type PulseContext, pulseEvents } from "@/lib/simulation/activity.ts";
import {
  type RunCounts,
  SEED_MAX,
  type SimulationKind,
  type SimulationRun,
} from "@/lib/simulation/schema.ts";
import type { SimulationStore } from "@/lib/simulation/store.ts";
import type { IntakeService } from "@/lib/telemetry/intake_service.ts";

export interface RunWriterParts {
  allowed: boolean;
  store: SimulationStore;
  intake: IntakeService;
  models: ModelStore;
  clock: Clock;
}

export interface RunRequest {
  kind: SimulationKind;
  id?: string | undefined;
  /** Random if absent. */
  seed?: number | undefined;
  options: Record<string, unknown>;
  /** `null`: whoever is there. */
  clientIds?: string[] | null;
}

export class RunWriter {
  constructor(private readonly parts: RunWriterParts) {}

  get allowed(): boolean {
    return this.parts.allowed;
  }

  /** @throws {ForbiddenError} when simulation is not allowed */
  assertAllowed(): void {
    if (this.parts.allowed) return;
    throw new ForbiddenError(
      "Simulation is not allowed in this installation; ALLOW_SIMULATION=true in its environment allows it",
    );
  }

  /**
   * Notes a run; one that was noted under this id before is returned, to be done to its end or, when it has one, to be
   * told of. All that a run makes follows from it: made again it is the same.
   */
  begin({ kind, id = randomUUID(), seed, options, clientIds = null }: RunRequest): Promise<SimulationRun> {
    return this.parts.store.insertRun({
      _id: id,
      kind,
      startedAt: this.parts.clock(),
      seed: seed ?? randomInt(SEED_MAX + 1),
      options,
      clientIds,
      counts: { clients: 0, events: 0, incidents: 0 },
      finishedAt: null,
    });
  }

  /** Nothing follows in this run. */
  async finish(run: SimulationRun, counts: RunCounts): Promise<void> {
    run.counts = counts;
    await this.parts.store.finishRun(run._id, counts, this.parts.clock());
  }

  /** Stores the activity of some clients; returns how many events that were. */
  async pulse(clients: readonly Client[], context: PulseContext): Promise<number> {
    const invented = clients.map((client) => ({ client, events: pulseEvents(client._id, context) }));
    const touches = invented.map(({ client, events }) => ({ client, events: events.length, incidents: 0 }));
    await this.parts.store.touch(touches, { cause: `${context.runId}:${context.pulse}`, at: context.at });
    const events = invented.flatMap(({ events }) => events);
    const { accepted } = await this.parts.intake.receive(events, { simulationRun: context.runId });
    return accepted;
  }

  /** The telemetry types that count for the score. */
  async types(): Promise<PulseContext["types"]> {
    const { usage, engagement } = await this.parts.models.active();
    return { usage: usage.telemetryType, engagement: engagement.telemetryType };
  }
}
