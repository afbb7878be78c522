/** The contract of the live stream: what the data of each event carries. */
import { z } from "zod";
import type { Same } from "@/lib/platform/json_schema.ts";
import { overviewSchema } from "@/lib/analytics/overview_schema.ts";
import { riskRadarRowSchema } from "@/lib/analytics/radar_schema.ts";
import { incidentSchema } from "@/lib/incidents/view.ts";
import { noteSchema } from "@/lib/notes/view.ts";
import type { DataState } from "@/lib/live/data_state.ts";
import { positionSchema } from "@/lib/live/position_schema.ts";
import type { SimulationNews } from "@/lib/simulation/schema.ts";

const clientIdField = { clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }) };

export const scoreEventSchema = z.object({ ...clientIdField, row: riskRadarRowSchema }).meta({
  id: "ScoreEvent",
  description: "A score changed in a way that can be seen",
});

export const clientEventSchema = z.discriminatedUnion("change", [
  z.object({
    ...clientIdField,
    change: z.literal("changed"),
    current: z.boolean().meta({ description: "Active or paused; false for one that has left" }),
    row: riskRadarRowSchema,
  }),
  z.object({
    ...clientIdField,
    change: z.literal("removed"),
    name: z.string().nullable().meta({
      description: "null from a few minutes after the deletion on",
      example: "Acme GmbH",
    }),
  }),
]).meta({ id: "ClientEvent", description: "A client was created, changed or deleted" });

const { id, title, severity, status, openedAt, resolvedAt, simulated } = incidentSchema.shape;

export const incidentEventSchema = z.object({
  ...clientIdField,
  id,
  title,
  severity,
  status,
  openedAt,
  resolvedAt,
  simulated,
  removed: z.literal(true).optional().meta({ description: "There when the incident was deleted" }),
}).meta({ id: "IncidentEvent", description: "An incident was opened, changed or deleted" });

export const noteEventSchema = noteSchema.extend({
  removed: z.literal(true).optional().meta({ description: "There when the note was deleted" }),
}).meta({
  id: "NoteEvent",
  description: "A note on a client was written or deleted; told to viewers of that client alone",
});

export const overviewEventSchema = overviewSchema.extend({ livePosition: positionSchema }).meta({
  id: "OverviewEvent",
  description: "The figures on top of the dashboard, whenever one of them may have changed",
});

export const dataStateSchema = z.object({
  paused: z.boolean().meta({ description: "A change made now would not come now" }),
  ageMs: z.number().meta({ description: "Milliseconds since it was last known that nothing was missing" }),
}).meta({ id: "DataState", description: "How the data is that the stream tells of" });

true satisfies Same<DataState, z.output<typeof dataStateSchema>>;

export const simulationNewsSchema = z.object({
  action: z.enum(["pulse", "stream", "outage", "reset"]),
  runId: z.string().nullable().meta({
    description: "null for a reset of one client; one of everything has an id of its own",
  }),
  clientName: z.string().nullable().meta({ description: "When it concerns one client alone" }),
  state: z.enum(["running", "done"]).meta({ description: "`running` while more of the same run follows" }),
  clients: z.number(),
  events: z.number(),
  incidents: z.number(),
  at: z.iso.datetime(),
});

true satisfies Same<SimulationNews, z.output<typeof simulationNewsSchema>>;

/** Answer of `GET /simulate/log`. */
export const simulationLogSchema = z.object({
  entries: z.array(simulationNewsSchema.extend({
    clientId: z.string().nullable().meta({ description: "When it concerns one client alone" }),
  })).meta({ description: "Newest first" }),
}).meta({ id: "SimulationLog" });

export const simulationEventSchema = simulationNewsSchema.extend({
  clientId: clientIdField.clientId.optional(),
}).meta({ id: "SimulationEvent", description: "A simulation ran, or was undone" });
