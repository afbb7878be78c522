import { z } from "zod";
import type { Incident } from "@/lib/incidents/schema.ts";
import { incidentStatusSchema, severitySchema } from "@/lib/incidents/schema.ts";

export const incidentSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  externalId: z.string().nullable(),
  title: z.string(),
  severity: severitySchema,
  status: incidentStatusSchema,
  openedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  simulated: z.boolean(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}).meta({ id: "Incident" });

export type IncidentView = z.infer<typeof incidentSchema>;

export function toIncidentView(incident: Incident): IncidentView {
  return {
    id: incident._id,
    clientId: incident.clientId,
    externalId: incident.externalId,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    openedAt: incident.openedAt.toISOString(),
    resolvedAt: incident.resolvedAt?.toISOString() ?? null,
    simulated: incident.simulationRun !== null,
    version: incident.version,
    createdAt: incident.createdAt.toISOString(),
    updatedAt: incident.updatedAt.toISOString(),
  };
}
