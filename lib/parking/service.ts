/**
 * Events of accounts that no client has yet. They are kept, visible in a list, until a client with that externalId
 * appears (`UnparkingService`), until someone drops them, or until they leave the retention.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import { agreeing, formatQuantity } from "@/lib/format/number.ts";
import { MalformedError, NotFoundError } from "@/lib/platform/errors.ts";
import type {
  ParkedAccount,
  ParkedEvent,
  ParkedList,
  ParkedRemoval,
  ParkingLimits,
  WaitingEvent,
  WaitingTraits,
} from "@/lib/parking/schema.ts";
import type { AccountSummary, ParkedStore } from "@/lib/parking/store.ts";
import type { Outcome, Refused } from "@/lib/telemetry/outcome.ts";

const DAY_MS = 86_400_000;

export interface ParkingOutcome<Waiting> {
  refused: Map<Waiting, Refused>;
  repeated: Set<Waiting>;
}

export class ParkingService {
  constructor(
    private readonly parts: {
      store: ParkedStore;
      clock: Clock;
      retentionDays: number;
      limits: ParkingLimits;
    },
  ) {}

  /** Parks events. What finds no room is refused with the reason; what was parked before waits once. */
  async park<Waiting extends WaitingEvent>(events: readonly Waiting[]): Promise<ParkingOutcome<Waiting>> {
    const outcome: ParkingOutcome<Waiting> = { refused: new Map(), repeated: new Set() };
    if (events.length === 0) return outcome;
    const documents = new Map(events.map((event): [ParkedEvent, Waiting] => [{
      _id: JSON.stringify([event.externalId, event.messageId]),
      kind: "event",
      ...event,
      expiresAt: new Date(event.ts.getTime() + this.parts.retentionDays * DAY_MS),
    }, event]));
    const refused = await this.#findWithoutRoom([...documents.keys()]);
    const admitted = [...documents.keys()].filter((document) => !refused.has(document));
    const repeated = await this.parts.store.insert(admitted);
    for (const [document, event] of documents) {
      const refusal = refused.get(document);
      if (refusal) outcome.refused.set(event, refusal);
      else if (repeated.has(document)) outcome.repeated.add(event);
    }
    return outcome;
  }

  /** Keeps what is said of an account that no client has yet. */
  async parkTraits(waiting: WaitingTraits): Promise<Outcome> {
    if (await this.parts.store.estimateTotal() >= this.parts.limits.total) {
      return noRoomAtAll(waiting.externalId, this.parts.limits);
    }
    await this.parts.store.mergeTraits({
      _id: JSON.stringify([waiting.externalId]),
      kind: "traits",
      ...waiting,
      expiresAt: new Date(waiting.receivedAt.getTime() + this.parts.retentionDays * DAY_MS),
    });
    return { status: "parked", repeated: false };
  }

  /**
   * The accounts that something waits for, by externalId.
   *
   * @throws {MalformedError} when the cursor is not one of ours
   */
  async list({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<ParkedList> {
    const after = cursor === undefined ? null : decodeCursor(cursor);
    const [found, total] = await Promise.all([
      this.parts.store.findAccounts({ after, limit: limit + 1 }),
      this.parts.store.countAccounts(),
    ]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const summaries = page.length === 0 ? [] : await this.parts.store.summarise(page);
    return {
      accounts: summaries.map(toParkedAccount),
      total,
      nextCursor: found.length > limit && last !== undefined ? encodeCursor(last) : null,
    };
  }

  /**
   * Drops what waits for an account.
   *
   * @throws {NotFoundError} when nothing does
   */
  async remove(externalId: string): Promise<ParkedRemoval> {
    const { events, documents } = await this.parts.store.removeAccount(externalId);
    if (documents === 0) throw new NotFoundError(`Nothing is parked for the account "${externalId}"`);
    return { externalId, removed: events };
  }

  /** The events that there is no room for, with the refusal; what is parked already needs none. */
  async #findWithoutRoom(documents: readonly ParkedEvent[]): Promise<Map<ParkedEvent, Refused>> {
    const { store, limits } = this.parts;
    let total = await store.estimateTotal();
    const refused = new Map<ParkedEvent, Refused>();
    if (total + documents.length <= Math.min(limits.total, limits.perAccount)) return refused;
    const counts = await store.countByAccount([...new Set(documents.map(({ externalId }) => externalId))]);
    const known = await store.findKnown(documents.map(({ _id }) => _id));
    for (const document of documents) {
      if (known.has(document._id)) continue;
      const count = counts.get(document.externalId) ?? 0;
      if (total >= limits.total) refused.set(document, noRoomAtAll(document.externalId, limits));
      else if (count >= limits.perAccount) {
        refused.set(document, noRoomForAccount(document.externalId, limits));
      } else {
        counts.set(document.externalId, count + 1);
        known.add(document._id);
        total++;
      }
    }
    return refused;
  }
}

function noRoomForAccount(externalId: string, { perAccount }: ParkingLimits): Refused {
  return noRoom(externalId, `${formatQuantity(perAccount, "event waits", "events wait")} for it already`);
}

function noRoomAtAll(externalId: string, { total }: ParkingLimits): Refused {
  return noRoom(
    externalId,
    `${formatQuantity(total, "event", "events")} of unknown accounts ${
      agreeing(total, "waits", "wait")
    } already`,
  );
}

function noRoom(externalId: string, why: string): Refused {
  return {
    status: "rejected",
    pointer: "/externalId",
    reason: `names an account that no client has, "${externalId}", and ${why}`,
    retry: true,
  };
}

function toParkedAccount(summary: AccountSummary): ParkedAccount {
  return {
    externalId: summary._id,
    name: summary.name ?? null,
    events: summary.events,
    firstEventAt: summary.firstEventAt?.toISOString() ?? null,
    lastEventAt: summary.lastEventAt?.toISOString() ?? null,
    lastReceivedAt: summary.lastReceivedAt.toISOString(),
  };
}

function encodeCursor(externalId: string): string {
  return new TextEncoder().encode(externalId).toBase64({ alphabet: "base64url", omitPadding: true });
}

function decodeCursor(cursor: string): string {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: "base64url" });
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new MalformedError(`The query is not valid: cursor "${cursor}" was not given by this list`, {
      cause: error,
    });
  }
}
