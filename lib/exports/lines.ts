/** Lists as a JSON document a line. */
import type { Client } from "@/lib/clients/schema.ts";
import { type ClientView, type Freshness, toClientView } from "@/lib/clients/view.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import { type IncidentView, toIncidentView } from "@/lib/incidents/view.ts";

export async function* clientLines(
  clients: AsyncIterable<Client>,
  freshness: Freshness,
): AsyncGenerator<ClientView> {
  for await (const client of clients) yield toClientView(client, freshness);
}

export async function* incidentLines(incidents: AsyncIterable<Incident>): AsyncGenerator<IncidentView> {
  for await (const incident of incidents) yield toIncidentView(incident);
}
