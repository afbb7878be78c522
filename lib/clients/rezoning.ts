/**
 * A client's time zone decides what its days are. When it changes every day is rolled up anew from the raw events: at
 * once, and a second time when no request that still knew the old zone can be under way any more. The client carries
 * the time of the change until then, so that a killed process loses nothing.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import { addDays, type Day, dayOf } from "@/lib/platform/days.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { Jobs } from "@/lib/jobs.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

/** Zones lie up to 26 hours apart, so an event moves by two local days at most. */
const MOVED_DAYS_MAX = 2;

export class Rezoning {
  constructor(
    private readonly parts: {
      clients: ClientStore;
      marks: MarkStore;
      usage: UsageStore;
      jobs: Jobs;
      clock: Clock;
      retentionDays: number;
    },
  ) {}

  /** Marks every day of a client dirty and asks for its roll-up. */
  async begin(client: Pick<Client, "_id" | "timezone">): Promise<void> {
    const now = this.parts.clock();
    // Older days have no raw events any more; they stay as they are.
    const oldest = addDays(dayOf(now, client.timezone), 1 - this.parts.retentionDays);
    const days = (await this.#daysOf(client._id)).filter((day) => day >= oldest);
    await this.parts.marks.mark(days.map((day) => ({ clientId: client._id, day })), now);
    await this.parts.jobs.requestRollUps([client._id]);
  }

  /** Does the second round for changes that are old enough; returns how many there were. */
  async finish(): Promise<number> {
    const before = new Date(this.parts.clock().getTime() - LIMITS.afterSweepMs);
    const clients = await this.parts.clients.findRezoned(before, LIMITS.clientBatch);
    for (const client of clients) {
      await this.begin(client);
      if (client.rezonedAt) await this.parts.clients.settleRezoning(client._id, client.rezonedAt);
    }
    return clients.length;
  }

  /** Every day known, and those that its events may have moved to. */
  async #daysOf(clientId: string): Promise<Day[]> {
    const marked = (await this.parts.marks.findRevisions(clientId)).keys();
    const known = new Set([...marked, ...await this.parts.usage.findDaysOf(clientId)]);
    const shifts = Array.from({ length: 2 * MOVED_DAYS_MAX + 1 }, (_, index) => index - MOVED_DAYS_MAX);
    return [...new Set([...known].flatMap((day) => shifts.map((shift) => addDays(day, shift))))].sort();
  }
}
