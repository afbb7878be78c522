/** Group and identify calls: what they say of accounts goes to the clients, or to parking. */
import type { ClientService } from "@/lib/clients/service.ts";
import type { ClientTraits } from "@/lib/parking/schema.ts";
import type { ParkingService } from "@/lib/parking/service.ts";
import type { PlacedCall } from "@/lib/segment/call.ts";
import type { SegmentStore } from "@/lib/segment/store.ts";
import type { Outcome } from "@/lib/telemetry/outcome.ts";

export class Descriptions {
  constructor(
    private readonly parts: { store: SegmentStore; parking: ParkingService; clients: ClientService },
  ) {}

  /**
   * Applies calls in their order, each once. One is remembered as applied only after it was, so that a process killed in
   * between makes it apply again, which changes nothing.
   */
  async apply(calls: readonly PlacedCall[], receivedAt: Date): Promise<Outcome[]> {
    if (calls.length === 0) return [];
    const keys = calls.map(keyOf);
    const seen = await this.parts.store.findApplied(keys);
    const repeated = keys.map((key) => seen.has(key) || !seen.add(key));
    const clientIds = await this.#findClients(calls);
    const outcomes = new Map<string, Outcome>();
    for (const externalId of new Set(calls.map((call) => call.externalId))) {
      const fresh = calls.filter((call, index) => call.externalId === externalId && !repeated[index]);
      const outcome = await this.#applyTo(externalId, clientIds.get(externalId), fresh, receivedAt);
      if (outcome.status !== "rejected") await this.parts.store.saveApplied(fresh.map(keyOf), receivedAt);
      outcomes.set(externalId, outcome);
    }
    return calls.map(({ externalId }, index): Outcome => {
      const outcome = outcomes.get(externalId) ?? { status: "accepted", repeated: false };
      return outcome.status === "rejected" ? outcome : { ...outcome, repeated: repeated[index] ?? false };
    });
  }

  async #applyTo(
    externalId: string,
    clientId: string | undefined,
    calls: readonly PlacedCall[],
    receivedAt: Date,
  ): Promise<Outcome> {
    const status = clientId === undefined ? "parked" : "accepted";
    if (calls.length === 0) return { status, repeated: true };
    const traits: ClientTraits = Object.assign({}, ...calls.map((call) => call.traits));
    if (clientId === undefined) {
      return await this.parts.parking.parkTraits({ externalId, traits, receivedAt });
    }
    if (Object.keys(traits).length > 0) await this.parts.clients.change(clientId, traits);
    return { status, repeated: false };
  }

  async #findClients(calls: readonly PlacedCall[]): Promise<Map<string, string>> {
    const externalIds = [...new Set(calls.map((call) => call.externalId))];
    const clients = await this.parts.clients.findRefs([], externalIds);
    return new Map(clients.map((client) => [client.externalId, client._id]));
  }
}

function keyOf({ externalId, kind, messageId }: PlacedCall): string {
  return JSON.stringify([externalId, kind, messageId]);
}
