import { z } from "zod";
import type { StoredHealth } from "@/lib/clients/schema.ts";
import { severitySchema } from "@/lib/incidents/schema.ts";
import { INTENSITIES, type Intensity } from "@/lib/simulation/intensity.ts";

export const SEED_MAX = 2 ** 32 - 1;

const CLIENT_IDS_MAX = 1_000;

const seedSchema = z.int("must be a whole number").min(0, "must not be negative").max(
  SEED_MAX,
  `must be at most ${SEED_MAX}`,
).meta({ description: "The same seed gives the same activity; random if absent", example: 42 });

/** Body of `POST /simulate/pulse`; an absent body means all defaults. */
export const pulseOptionsSchema = z.strictObject({
  intensity: z.enum(INTENSITIES).default("normal").meta({
    description: "How much activity each client gets",
    example: "normal",
  }),
  seed: seedSchema.optional(),
  clientIds: z.array(z.string().min(1).max(64)).min(1, "must name at least one client").max(
    CLIENT_IDS_MAX,
    `must name at most ${CLIENT_IDS_MAX} clients`,
  ).optional().meta({
    description: "Ids of the clients; all current ones if absent",
    example: ["66f1c3a2b4d5e6f708192a3b"],
  }),
}).meta({ example: { intensity: "high", seed: 42 } });

export type PulseOptions = z.output<typeof pulseOptionsSchema>;

/** Body of `POST /simulate/outage/:id`; an absent body means all defaults. */
export const outageOptionsSchema = z.strictObject({
  severity: severitySchema.optional().meta({
    description: "One incident of this severity; two critical ones and a high one if absent",
    example: "critical",
  }),
  seed: seedSchema.optional(),
}).meta({ id: "OutageOptions", example: { severity: "critical" } });

export type OutageOptions = z.output<typeof outageOptionsSchema>;

/** Body of `POST /simulate/stream`. */
export const streamOptionsSchema = z.strictObject({
  running: z.boolean("must be true or false").meta({
    description:
      "Whether there shall be continuous activity from now on; to say what already is so does no harm",
    example: true,
  }),
  intensity: z.enum(INTENSITIES).default("low").meta({
    description: "How much activity each client of a pulse gets",
    example: "low",
  }),
}).meta({ example: { running: true, intensity: "low" } });

export type StreamOptions = z.output<typeof streamOptionsSchema>;

/** `POST /simulate/reset-health/:id` takes no options; a body, if there is one, is an empty object. */
export const resetOptionsSchema = z.strictObject({}).meta({ id: "ResetOptions", example: {} });

const runIdSchema = z.string().meta({
  description: "Id of the run; everything it made carries it",
  example: "7b0c8d2e-3f64-4a51-9d0e-5b8f2c1a6e47",
});

export const pulseAnswerSchema = z.object({
  runId: runIdSchema,
  seed: z.int().meta({ description: "What to pass to get the same activity again", example: 42 }),
  clients: z.int().meta({ description: "Clients that got activity", example: 15 }),
  events: z.int().meta({ description: "Telemetry events stored", example: 68 }),
}).meta({ id: "PulseAnswer" });

export type PulseAnswer = z.infer<typeof pulseAnswerSchema>;

export const outageAnswerSchema = z.object({
  runId: runIdSchema,
  seed: z.int().meta({ example: 42 }),
  clientId: z.string().meta({ example: "66f1c3a2b4d5e6f708192a3b" }),
  incidents: z.int().meta({ description: "Incidents opened", example: 3 }),
}).meta({ id: "OutageAnswer" });

export type OutageAnswer = z.infer<typeof outageAnswerSchema>;

export const resetAnswerSchema = z.object({
  clientId: z.string().meta({ example: "66f1c3a2b4d5e6f708192a3b" }),
  events: z.int().meta({ description: "Simulated telemetry events removed", example: 12 }),
  incidents: z.int().meta({ description: "Simulated incidents removed", example: 3 }),
  days: z.int().meta({ description: "Local days that are rolled up anew", example: 1 }),
}).meta({ id: "ResetAnswer" });

export type ResetAnswer = z.infer<typeof resetAnswerSchema>;

export const resetAllAnswerSchema = resetAnswerSchema.omit({ clientId: true }).extend({
  clients: z.int().meta({ description: "Clients that had simulated data", example: 15 }),
}).meta({ id: "ResetAllAnswer" });

export const streamStatusSchema = z.object({
  runId: runIdSchema,
  intensity: z.enum(INTENSITIES),
  startedAt: z.iso.datetime().meta({ example: "2026-03-01T09:30:00.000Z" }),
  endsAt: z.iso.datetime().meta({
    description: "When it ends by itself unless it is asked for again",
    example: "2026-03-01T10:00:00.000Z",
  }),
  clients: z.int().meta({ description: "Clients that got activity so far", example: 12 }),
  events: z.int().meta({ description: "Telemetry events stored so far", example: 140 }),
}).meta({ id: "StreamStatus" });

export type StreamStatus = z.infer<typeof streamStatusSchema>;

export const simulationStatusSchema = z.object({
  allowed: z.boolean().meta({ description: "Whether this installation allows simulation" }),
  clients: z.int().meta({ description: "Clients with simulated data; 0 when there is none", example: 15 }),
  events: z.int().meta({ description: "Simulated telemetry events", example: 68 }),
  incidents: z.int().meta({ description: "Simulated incidents", example: 3 }),
  since: z.iso.datetime().nullable().meta({
    description: "When the first of it was made; `null` when there is none",
    example: "2026-03-01T09:30:00.000Z",
  }),
  stream: streamStatusSchema.nullable().meta({
    description: "Continuous activity; `null` when there is none",
  }),
}).meta({ id: "SimulationStatus" });

export type SimulationStatus = z.infer<typeof simulationStatusSchema>;

export const clientSimulationSchema = simulationStatusSchema.pick({
  allowed: true,
  events: true,
  incidents: true,
  since: true,
}).extend({ clientId: z.string().meta({ example: "66f1c3a2b4d5e6f708192a3b" }) }).meta({
  id: "ClientSimulation",
});

export type ClientSimulation = z.infer<typeof clientSimulationSchema>;

export type SimulationKind = "pulse" | "stream" | "outage";

/** Sums over one run. */
export interface RunCounts {
  clients: number;
  events: number;
  incidents: number;
}

/** One run, in `simulation_runs`. Its events and incidents carry `_id`. */
export interface SimulationRun {
  _id: string;
  kind: SimulationKind;
  startedAt: Date;
  seed: number;
  options: Record<string, unknown>;
  /** The clients it was for; `null` for all current ones. */
  clientIds: string[] | null;
  counts: RunCounts;
  /** `null` while it is under way, or when it died. */
  finishedAt: Date | null;
}

/** What was removed, and the local days that are rolled up anew. */
export interface Reset {
  events: number;
  incidents: number;
  days: number;
}

/** A client that has simulated data, in `simulation_clients`: written before the data, removed after it. */
export interface SimulatedClient {
  /** Id of the client. */
  _id: string;
  since: Date;
  /** Its health before the first simulation; `null` when it had not been scored. */
  health: StoredHealth | null;
  /** How often simulations came to it; tells a reset whether one came meanwhile. */
  touched: number;
  events: number;
  incidents: number;
  /** What was done to it lately, newest last; absent before the first thing was counted. */
  causes?: string[];
}

/** The data of a `simulation` event of the live stream. */
export interface SimulationNews {
  action: SimulationKind | "reset";
  /** `null` for a reset of one client; one of everything has an id of its own. */
  runId: string | null;
  /** Name of the client when it concerns one alone. */
  clientName: string | null;
  /** `running` while more of the same run follows. */
  state: "running" | "done";
  clients: number;
  events: number;
  incidents: number;
  /** ISO 8601, UTC. */
  at: string;
}

/** What happened, as it is kept for the log. */
export interface SimulationEntry extends SimulationNews {
  clientId: string | null;
}

/** Continuous activity that is wanted, in `simulation_stream`: at most one. Its sums go to its run when it ends. */
export interface StreamState {
  _id: "stream";
  runId: string;
  seed: number;
  intensity: Intensity;
  startedAt: Date;
  endsAt: Date;
  /** Counts the pulses begun, so that no two of them make the same events. */
  pulses: number;
  events: number;
  clientIds: string[];
}
