/**
 * Segment's calls: track, page and screen are telemetry, group and identify describe the account, alias has no meaning
 * here. Accounts are clients by externalId.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { ParkingService } from "@/lib/parking/service.ts";
import { own } from "@/lib/platform/own.ts";
import { AccountMemory } from "@/lib/segment/account_memory.ts";
import {
  type BatchFields,
  callIdentifier,
  type PlacedCall,
  readCall,
  type SegmentCall,
} from "@/lib/segment/call.ts";
import { Descriptions } from "@/lib/segment/descriptions.ts";
import type { SegmentStore } from "@/lib/segment/store.ts";
import type { IntakeService } from "@/lib/telemetry/intake_service.ts";
import { isRefused, type Outcome, type Refused, withoutRefused } from "@/lib/telemetry/outcome.ts";

/** What became of a call, and what its sender should know besides. */
export type CallOutcome = Outcome & { notes: readonly string[] };

const NO_ACCOUNT: Refused = {
  status: "rejected",
  pointer: "",
  reason:
    "names no account: groupId or context.groupId is missing, and no group call placed the user in one before",
};

export class SegmentService {
  readonly #memory: AccountMemory;
  readonly #descriptions: Descriptions;

  constructor(
    private readonly parts: {
      store: SegmentStore;
      intake: IntakeService;
      parking: ParkingService;
      clients: ClientService;
      clock: Clock;
    },
  ) {
    this.#memory = new AccountMemory(parts.store);
    this.#descriptions = new Descriptions(parts);
  }

  /** Takes calls as they were posted; what became of each, in the same order. */
  async receive(
    sent: readonly unknown[],
    options: { batch?: BatchFields; idempotencyKey?: string | null } = {},
  ): Promise<CallOutcome[]> {
    const receivedAt = this.parts.clock();
    const identify = callIdentifier(options.idempotencyKey ?? null, receivedAt);
    const read = sent.map((call) => readCall(call, { receivedAt, batch: options.batch ?? {}, identify }));
    const placed = await this.#place(read, receivedAt);
    const usage = placed.filter(isPlaced).filter((call) => call.type !== null);
    const descriptions = placed.filter(isPlaced).filter(describesAccount);
    const outcomes = new Map<SegmentCall, Outcome>([
      ...pairs(usage, await this.#storeUsage(usage)),
      ...pairs(descriptions, await this.#descriptions.apply(descriptions, receivedAt)),
    ]);
    return placed.map((call): CallOutcome => {
      if (isRefused(call)) return { ...call, notes: [] };
      const outcome = outcomes.get(call) ?? { status: "accepted", repeated: false };
      return { ...asSent(outcome, call), notes: notesOf(call, outcome) };
    });
  }

  /** Gives each call its account; one without any is refused, but for an alias, which needs none. */
  async #place(
    read: readonly (SegmentCall | Refused)[],
    receivedAt: Date,
  ): Promise<(SegmentCall | PlacedCall | Refused)[]> {
    const calls = withoutRefused(read);
    const accounts = await this.#memory.resolve(calls, receivedAt);
    const accountOf = new Map(pairs(calls, accounts));
    return read.map((call) => {
      if (isRefused(call) || call.kind === "alias") return call;
      const externalId = accountOf.get(call) ?? null;
      return externalId === null ? NO_ACCOUNT : { ...call, externalId };
    });
  }

  #storeUsage(calls: readonly PlacedCall[]): Promise<Outcome[]> {
    return this.parts.intake.receiveEach(calls.map((call) => ({
      messageId: call.messageId,
      externalId: call.externalId,
      type: call.type,
      ...(call.ts === null ? {} : { ts: call.ts.toISOString() }),
      userId: call.userId,
    })));
  }
}

function isPlaced(call: SegmentCall | PlacedCall | Refused): call is PlacedCall {
  return "externalId" in call;
}

function describesAccount(call: SegmentCall): boolean {
  return call.kind === "group" || Object.keys(call.traits).length > 0;
}

function pairs<Key, Value>(keys: readonly Key[], values: readonly Value[]): [Key, Value][] {
  return keys.flatMap((key, index): [Key, Value][] => {
    const value = values[index];
    return value === undefined ? [] : [[key, value]];
  });
}

/** A refusal in the terms of the call instead of those of the event that was made of it. */
function asSent(outcome: Outcome, call: SegmentCall): Outcome {
  if (outcome.status !== "rejected") return outcome;
  const pointers: Record<string, string> = {
    "/externalId": call.account?.pointer ?? "",
    "/ts": "/timestamp",
    "/type": "/event",
    "/userId": call.identity.startsWith("user:") ? "/userId" : "/anonymousId",
  };
  const corrected = outcome.pointer === "/ts" && call.corrected;
  return {
    ...outcome,
    pointer: own(pointers, outcome.pointer) ?? outcome.pointer,
    reason: corrected ? `${outcome.reason}, corrected by sentAt for the sender's clock` : outcome.reason,
  };
}

function notesOf(call: SegmentCall, outcome: Outcome): string[] {
  if (call.kind === "alias") return ["alias calls have no effect here"];
  const notes = [...call.notes];
  if (call.kind === "identify" && !describesAccount(call)) notes.push("nothing in it describes the account");
  if (call.indistinct && outcome.status !== "rejected" && outcome.repeated) {
    notes.push(
      "it has neither messageId nor timestamp and reads like one before, so it counts as sent again",
    );
  }
  return notes;
}
