import { z } from "zod";
import type { Incident, NamedIncident } from "@/lib/incidents/schema.ts";
import { nextCursorSchema } from "@/lib/lists/list_page.ts";
import { incidentStatusSchema, severitySchema } from "@/lib/incidents/schema.ts";

export const incidentSchema = z.object({
  id: z.string().meta({ example: "66f0a1b2c3d4e5f601234569" }),
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  externalId: z.string().nullable().meta({
    description: "Your id of the incident, unique within the client",
    example: "INC-2041",
  }),
  title: z.string().meta({ example: "API answers 500" }),
  severity: severitySchema,
  status: incidentStatusSchema,
  openedAt: z.iso.datetime().meta({ example: "2026-03-30T08:15:00.000Z" }),
  resolvedAt: z.iso.datetime().nullable().meta({ description: "Set exactly when the status is `resolved`" }),
  simulated: z.boolean().meta({ description: "A simulation made it" }),
  version: z.int().meta({
    description: "Grows with each change; the first part of the ETag, and what If-Match compares",
    example: 1,
  }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}).meta({ id: "Incident" });

const namedIncidentSchema = incidentSchema.extend({
  clientName: z.string().nullable().meta({
    description: "null when the client has just been deleted",
    example: "Acme GmbH",
  }),
}).meta({ id: "NamedIncident" });

export const incidentListSchema = z.object({
  incidents: z.array(namedIncidentSchema),
  total: z.int().meta({ description: "All that match, whatever the page", example: 12 }),
  nextCursor: nextCursorSchema,
}).meta({ id: "IncidentList" });

export type IncidentView = z.infer<typeof incidentSchema>;
export type NamedIncidentView = z.infer<typeof namedIncidentSchema>;
export type IncidentListView = z.infer<typeof incidentListSchema>;

export function toNamedIncidentView(incident: NamedIncident): NamedIncidentView {
  return { ...toIncidentView(incident), clientName: incident.clientName };
}

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
