import { ObjectId } from "mongodb";
import type { Clock } from "@/lib/platform/clock.ts";
import { PreconditionError } from "@/lib/platform/errors.ts";
import type { PlannedIncident } from "@/lib/imports/plan.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";

type LocatedIncident = PlannedIncident & { clientId: string };

/**
 * Stores incidents by (client, externalId). Those that are the same already are not touched, so that their version
 * stays; the others are returned.
 */
export async function storeIncidents(
  planned: readonly LocatedIncident[],
  { incidents, clock }: { incidents: IncidentStore; clock: Clock },
): Promise<LocatedIncident[]> {
  const key = (clientId: string, externalId: string | null) => JSON.stringify([clientId, externalId]);
  const existing = await incidents.findOfClients([...new Set(planned.map(({ clientId }) => clientId))]);
  const known = new Map(existing.map((incident) => [key(incident.clientId, incident.externalId), incident]));
  const now = clock();
  const written: LocatedIncident[] = [];
  const created: Incident[] = [];
  for (const incident of planned) {
    const before = known.get(key(incident.clientId, incident.externalId));
    if (before && isSame(before, incident)) continue;
    written.push(incident);
    if (before) await change(before, { ...incident.fields, updatedAt: now }, incidents);
    else created.push(newIncident(incident, now));
  }
  await incidents.upsertMany(created);
  return written;
}

function isSame(incident: Incident, { fields }: PlannedIncident): boolean {
  return incident.title === fields.title && incident.severity === fields.severity &&
    incident.status === fields.status && incident.openedAt.getTime() === fields.openedAt.getTime() &&
    incident.resolvedAt?.getTime() === fields.resolvedAt?.getTime();
}

async function change(incident: Incident, changes: Partial<Incident>, store: IncidentStore): Promise<void> {
  if (!await store.update(incident._id, incident.version, changes)) {
    throw new PreconditionError(`Incident "${incident.externalId}" was changed by someone else meanwhile`);
  }
}

function newIncident({ clientId, externalId, fields }: LocatedIncident, now: Date): Incident {
  return {
    _id: new ObjectId().toHexString(),
    clientId,
    externalId,
    ...fields,
    simulationRun: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
