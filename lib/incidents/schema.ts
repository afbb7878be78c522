import { z } from "zod";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { instantSchema, textSchema } from "@/lib/platform/schema.ts";
import { externalIdSchema } from "@/lib/clients/schema.ts";
import { INCIDENT_STATUSES, type IncidentStatus, SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

export const severitySchema = z.enum(SEVERITIES);
export const incidentStatusSchema = z.enum(INCIDENT_STATUSES);

/** A time of resolution says that the incident is resolved: another status beside it is a contradiction. */
const fitsResolution = (
  { status, resolvedAt }: { status?: IncidentStatus | undefined; resolvedAt?: Date | undefined },
) => resolvedAt === undefined || status === undefined || status === "resolved";

const MISFIT = { path: ["resolvedAt"], error: "must be left out unless the status is resolved" };

const RESOLUTION_RULE = {
  if: { required: ["resolvedAt"] },
  then: { properties: { status: { const: "resolved" } } },
};

export const newIncidentSchema = z.strictObject({
  clientId: z.string().min(1).max(64).optional(),
  clientExternalId: externalIdSchema.optional(),
  externalId: textSchema(128).optional().meta({
    description: "Your id of the incident; creating it again changes nothing",
    example: "INC-2041",
  }),
  title: textSchema(200).meta({ example: "API answers 500" }),
  severity: severitySchema,
  status: incidentStatusSchema.optional().meta({
    description: "If absent, `resolved` where there is a `resolvedAt`, else `open`",
  }),
  openedAt: instantSchema.optional().meta({
    description: "Now if absent, or `resolvedAt` where that is given; not in the future",
  }),
  resolvedAt: instantSchema.optional().meta({
    description: "From `openedAt` to now, and only of what is resolved; now if absent",
  }),
}).refine(fitsResolution, MISFIT).refine(
  (incident) => (incident.clientId === undefined) !== (incident.clientExternalId === undefined),
  {
    error: "must name the client by clientId or by clientExternalId, one of the two",
    path: ["clientId"],
  },
).meta({
  ...inJsonSchema({
    oneOf: [{ required: ["clientId"] }, { required: ["clientExternalId"] }],
    ...RESOLUTION_RULE,
  }),
});

export type NewIncident = z.output<typeof newIncidentSchema>;

export const incidentChangeSchema = z.strictObject({
  title: textSchema(200).optional(),
  severity: severitySchema.optional(),
  status: incidentStatusSchema.optional(),
  resolvedAt: instantSchema.optional().meta({ description: "Alone it resolves the incident; now if absent" }),
}).refine(fitsResolution, MISFIT).refine(
  (change) => Object.keys(change).length > 0,
  "must change at least one field",
).meta({
  id: "IncidentChange",
  ...inJsonSchema({ minProperties: 1, ...RESOLUTION_RULE }),
});

export type IncidentChange = z.output<typeof incidentChangeSchema>;

/** `resolvedAt` is set exactly when the status is `resolved`. */
export interface Incident {
  _id: string;
  clientId: string;
  /** Unique within the client. */
  externalId: string | null;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  openedAt: Date;
  resolvedAt: Date | null;
  /** The simulation that made it; `null` for a real one. */
  simulationRun: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface NamedIncident extends Incident {
  /** `null` when the client has just been deleted. */
  clientName: string | null;
}
