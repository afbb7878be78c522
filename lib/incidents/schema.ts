import { z } from "zod";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { instantSchema, textSchema } from "@/lib/platform/schema.ts";
import { externalIdSchema } from "@/lib/clients/schema.ts";
import { INCIDENT_STATUSES, type IncidentStatus, SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

export const severitySchema = z.enum(SEVERITIES);
export const incidentStatusSchema = z.enum(INCIDENT_STATUSES);

export const newIncidentSchema = z.strictObject({
  clientId: z.string().min(1).max(64).optional(),
  clientExternalId: externalIdSchema.optional(),
  externalId: textSchema(128).optional().meta({
    description: "Your id of the incident; creating it again changes nothing",
    example: "INC-2041",
  }),
  title: textSchema(200).meta({ example: "API answers 500" }),
  severity: severitySchema,
  status: incidentStatusSchema.default("open"),
  openedAt: instantSchema.optional(),
  resolvedAt: instantSchema.optional(),
}).refine((incident) => (incident.clientId === undefined) !== (incident.clientExternalId === undefined), {
  error: "must name the client by clientId or by clientExternalId, one of the two",
  path: ["clientId"],
}).meta({
  id: "NewIncident",
  ...inJsonSchema({ oneOf: [{ required: ["clientId"] }, { required: ["clientExternalId"] }] }),
});

export type NewIncident = z.output<typeof newIncidentSchema>;

export const incidentChangeSchema = z.strictObject({
  title: textSchema(200).optional(),
  severity: severitySchema.optional(),
  status: incidentStatusSchema.optional(),
  resolvedAt: instantSchema.optional(),
}).refine((change) => Object.keys(change).length > 0, "must change at least one field").meta({
  id: "IncidentChange",
  ...inJsonSchema({ minProperties: 1 }),
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
