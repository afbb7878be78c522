import type { Clock } from "@/lib/platform/clock.ts";
import { dayOf } from "@/lib/platform/days.ts";
import { InvalidError } from "@/lib/platform/errors.ts";
import { newId } from "@/lib/platform/ids.ts";
import { endingFault } from "@/lib/clients/changing.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { Outcome, OutcomeInput } from "@/lib/outcomes/schema.ts";
import type { OutcomeStore } from "@/lib/outcomes/store.ts";

export class OutcomeService {
  constructor(private readonly parts: { store: OutcomeStore; clients: ClientService; clock: Clock }) {}

  /**
   * Records what became of a client; doing it again changes nothing. The end of a client also sets its status and its
   * last day, after the outcome is stored: a request that died in between is simply sent again.
   *
   * @throws {NotFoundError} @throws {InvalidError} for a day in the future or before the client started
   */
  async put(id: string, input: OutcomeInput): Promise<{ outcome: Outcome; created: boolean }> {
    const client = await this.parts.clients.get(id);
    const now = this.parts.clock();
    checkDay(client, input, now);
    const { kind, on, reason } = input;
    const externalId = input.externalId ?? `${kind}:${on}`;
    const outcomeId = newId();
    const outcome = { _id: outcomeId, clientId: client._id, externalId, kind, on, reason, createdAt: now };
    await this.parts.store.upsertMany([outcome]);
    await this.parts.clients.confirm(client._id);
    if (kind !== "renewed") await this.parts.clients.change(client._id, { status: kind, endedOn: on });
    const stored = await this.parts.store.find(client._id, externalId) ?? outcome;
    return { outcome: stored, created: stored._id === outcomeId };
  }

  /** Newest first. @throws {NotFoundError} */
  async listOfClient(id: string): Promise<Outcome[]> {
    const client = await this.parts.clients.get(id);
    return this.parts.store.findOfClient(client._id);
  }
}

function checkDay(client: Client, { on }: OutcomeInput, now: Date): void {
  const { timezone } = client;
  const fault = endingFault(on, dayOf(now, timezone), dayOf(client.startedAt, timezone));
  if (fault === null) return;
  throw new InvalidError("The day of the outcome is not possible", {
    faults: [{ pointer: "/on", detail: fault }],
  });
}
