/** Applies what was parked for an account once a client has it. */
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Clock } from "@/lib/platform/clock.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { ClientTraits, Parked } from "@/lib/parking/schema.ts";
import type { ParkedStore } from "@/lib/parking/store.ts";
import type { IntakeService } from "@/lib/telemetry/intake_service.ts";
import type { StoredEvent } from "@/lib/telemetry/schema.ts";

export class UnparkingService {
  constructor(
    private readonly parts: {
      store: ParkedStore;
      intake: IntakeService;
      clients: ClientService;
      clock: Clock;
      log: Log;
    },
  ) {}

  /**
   * Applies everything that waits for a client. Each event is stored first, with all the promises of intake, and
   * removed from parking after: a process killed in between leaves it there, to be applied again and counted once.
   *
   * @returns whether parked traits were among it, so that the client itself may be another now
   */
  async apply(client: ClientRef): Promise<boolean> {
    let described = false;
    for (;;) {
      const batch = await this.parts.store.findOf(client.externalId, LIMITS.telemetryEventsPerRequest);
      if (batch.length === 0) return described;
      await this.#storeEvents(client, batch);
      const traits = traitsOf(batch);
      if (Object.keys(traits).length > 0) {
        await this.parts.clients.change(client._id, traits);
        described = true;
      }
      await this.parts.store.remove(batch);
    }
  }

  /** As `apply`, and never fails: what could not be applied stays parked, and the next `recover` makes up for it. */
  async welcome(client: ClientRef): Promise<boolean> {
    try {
      return await this.apply(client);
    } catch (error) {
      this.parts.log.warn({ err: error, clientId: client._id }, "Could not apply parked events");
      return false;
    }
  }

  /** Applies what waits although its client exists; returns for how many clients that was so. */
  async recover(): Promise<number> {
    let recovered = 0;
    let after: string | null = null;
    for (;;) {
      const externalIds: string[] = await this.parts.store.findAccounts({ after, limit: LIMITS.clientBatch });
      if (externalIds.length === 0) return recovered;
      for (const client of await this.parts.clients.findRefs([], externalIds)) {
        await this.welcome(client);
        recovered++;
      }
      after = externalIds.at(-1) ?? null;
    }
  }

  async #storeEvents(client: ClientRef, batch: readonly Parked[]): Promise<void> {
    const events = batch.flatMap((parked): Omit<StoredEvent, "receivedAt">[] =>
      parked.kind === "traits" ? [] : [{
        ts: parked.ts,
        meta: { clientId: client._id, type: parked.type },
        count: parked.count,
        messageId: parked.messageId,
        userId: parked.userId,
      }]
    );
    await this.parts.intake.store(events, new Map([[client._id, client.timezone]]), this.parts.clock());
  }
}

function traitsOf(batch: readonly Parked[]): ClientTraits {
  return Object.assign({}, ...batch.map((parked) => parked.kind === "traits" ? parked.traits : {}));
}
