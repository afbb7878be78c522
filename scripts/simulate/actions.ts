// deno-lint-ignore-file no-console
/** Does what a call of `deno task simulate` asks for, and says it in a sentence. */
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { NotFoundError } from "@/lib/platform/errors.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { Services } from "@/lib/services.ts";
import type { SimulateCall } from "@/scripts/simulate/call.ts";

type Needed = Pick<Services, "clients" | "simulation">;

/** @throws {ForbiddenError} @throws {NotFoundError} with a sentence for the user */
export async function simulate(call: SimulateCall, services: Needed, signal: AbortSignal): Promise<string> {
  const { simulation } = services;
  switch (call.action) {
    case "pulse": {
      const { events, clients, seed } = await simulation.pulse(call);
      return `Pulse: ${formatQuantity(events, "event")} for ${
        formatQuantity(clients, "client")
      } (seed ${seed})`;
    }
    case "stream":
      return await stream(call, services, signal);
    case "outage": {
      const client = await findClient(services.clients, call.client);
      const { incidents, seed } = await simulation.outage(client._id, call);
      return `Outage: ${formatQuantity(incidents, "incident")} opened for ${client.name} (seed ${seed})`;
    }
    case "reset": {
      const client = await findClient(services.clients, call.client);
      const removed = await simulation.reset(client._id);
      return `Reset: ${removedOf(removed)} removed from ${client.name}`;
    }
    case "reset-all": {
      const removed = await simulation.resetAll();
      return `Reset: ${removedOf(removed)} removed from ${formatQuantity(removed.clients, "client")}`;
    }
  }
}

async function stream(
  call: SimulateCall & { action: "stream" },
  { simulation }: Needed,
  signal: AbortSignal,
): Promise<string> {
  console.error("Streaming activity until Ctrl-C");
  let pulses = 0;
  let events = 0;
  let clients = 0;
  for await (const sums of simulation.stream(call, signal)) {
    console.log(`${formatQuantity(sums.events - events, "event")}, ${formatCount(sums.events)} so far`);
    pulses += 1;
    ({ events, clients } = sums);
  }
  return `Stream: ${formatQuantity(events, "event")} for ${formatQuantity(clients, "client")} in ${
    formatQuantity(pulses, "pulse")
  }`;
}

/**
 * A client by its id or its externalId.
 *
 * @throws {NotFoundError}
 */
export async function findClient(clients: ClientService, name: string): Promise<Client> {
  for (const id of [name, `external:${name}`]) {
    try {
      return await clients.get(id);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  throw new NotFoundError(`No client has the id or the externalId "${name}"`);
}

function removedOf({ events, incidents }: { events: number; incidents: number }): string {
  return `${formatQuantity(events, "event")} and ${formatQuantity(incidents, "incident")}`;
}
