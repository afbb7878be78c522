/** The pure part of the roll-up: raw events of some days in, one sum a day out. */
import type { Day } from "@/lib/platform/days.ts";
import type { StoredEvent } from "@/lib/telemetry/schema.ts";

/** What a day comes to, before it is stored. */
export interface DayTotals {
  counts: Record<string, number>;
  users: number;
  lastEventAt: Date | null;
}

/** Names one copy of a message: a copy that came later with another time must not count on that time's day. */
export function strayKey(event: Pick<StoredEvent, "messageId" | "ts">): string {
  return `${event.messageId}@${event.ts.getTime()}`;
}

/**
 * Gathers the events of one local day, distinct by messageId. The outcome depends on the set of copies only, neither
 * on their order nor on how often it runs: of several copies of a message the one received first counts.
 */
export class DayRollUp {
  readonly #byMessage = new Map<string, StoredEvent>();

  add(event: StoredEvent, strays: ReadonlySet<string>): void {
    if (strays.has(strayKey(event))) return;
    const known = this.#byMessage.get(event.messageId);
    if (!known || comesFirst(event, known)) this.#byMessage.set(event.messageId, event);
  }

  totals(): DayTotals {
    const sums = new Map<string, number>();
    const users = new Set<string>();
    let lastEventAt: Date | null = null;
    for (const event of this.#byMessage.values()) {
      sums.set(event.meta.type, (sums.get(event.meta.type) ?? 0) + event.count);
      if (event.userId !== null) users.add(event.userId);
      if (!lastEventAt || event.ts > lastEventAt) lastEventAt = event.ts;
    }
    const counts = Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { counts, users: users.size, lastEventAt };
  }
}

/** Rolls up the events of several days at once; days without events come out with empty totals. */
export function rollUpDays(
  days: readonly Day[],
  events: Iterable<StoredEvent>,
  dayOfEvent: (event: StoredEvent) => Day,
  strays: ReadonlySet<string> = new Set(),
): Map<Day, DayTotals> {
  const rollUps = new Map(days.map((day) => [day, new DayRollUp()]));
  for (const event of events) rollUps.get(dayOfEvent(event))?.add(event, strays);
  return new Map([...rollUps].map(([day, rollUp]) => [day, rollUp.totals()]));
}

function comesFirst(a: StoredEvent, b: StoredEvent): boolean {
  const order = (event: StoredEvent) =>
    [event.receivedAt.toISOString(), event.ts.toISOString(), event.meta.type, event.count, event.userId].join(
      "\u0000",
    );
  return order(a) < order(b);
}
