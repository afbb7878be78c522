/** From a call as it was posted to what this system makes of it. */
import { createHash } from "node:crypto";
import { faultsOf } from "@/lib/platform/faults.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { externalIdSchema } from "@/lib/clients/schema.ts";
import type { ClientTraits } from "@/lib/parking/schema.ts";
import { type ParsedCall, segmentCallSchema } from "@/lib/segment/schema.ts";
import { timeOf } from "@/lib/segment/time.ts";
import { companyIdOf, traitsOf } from "@/lib/segment/traits.ts";
import { typeOfName } from "@/lib/telemetry/event_names.ts";
import { isRefused, type Refused } from "@/lib/telemetry/outcome.ts";

export interface SegmentCall {
  kind: ParsedCall["type"];
  /** Telemetry type; `null` for calls that are no usage. */
  type: string | null;
  messageId: string;
  /** It says neither which call it is nor when it was: only its content tells it from others. */
  indistinct: boolean;
  userId: string;
  /** The user as the memory of accounts knows them; an anonymous id is not a user id. */
  identity: string;
  /** The account that the call itself names, and where it does. */
  account: { externalId: string; pointer: string } | null;
  /** When it happened, where the call says so. */
  ts: Date | null;
  /** `ts` is not the `timestamp` as sent, but corrected for the sender's clock. */
  corrected: boolean;
  traits: ClientTraits;
  notes: string[];
}

/** A call with the account it belongs to, whoever named it. */
export interface PlacedCall extends SegmentCall {
  externalId: string;
}

/** What a batch says for all of its calls. */
export interface BatchFields {
  context?: unknown;
  sentAt?: unknown;
}

export interface CallContext {
  receivedAt: Date;
  batch: BatchFields;
  /** Gives a call without messageId its id; takes the call as sent and whether it says when it happened. */
  identify: (sent: object, timed: boolean) => string;
}

/** A call, or why it is refused. */
export function readCall(sent: unknown, { receivedAt, batch, identify }: CallContext): SegmentCall | Refused {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    return refused("", "must be an object");
  }
  if (new TextEncoder().encode(JSON.stringify(sent)).byteLength > LIMITS.segmentCallBytes) {
    return refused("", `is larger than the limit of ${LIMITS.segmentCallBytes / 1024} KiB for one call`);
  }
  const parsed = segmentCallSchema.safeParse({ sentAt: batch.sentAt, ...sent });
  if (!parsed.success) {
    const [fault] = faultsOf(parsed.error);
    return refused(fault?.pointer ?? "", fault?.detail ?? "is not a call");
  }
  const call = parsed.data;
  const userId = call.userId ?? (call.type === "alias" ? null : call.anonymousId);
  if (userId === null) {
    return refused("", call.type === "alias" ? "names no user: userId is missing" : NO_USER);
  }
  const account = accountOf(call, batch);
  if (account && isRefused(account)) return account;
  const type = telemetryTypeOf(call);
  if (type === null && call.type === "track") {
    return refused("/event", "has no letter from A to Z and no digit to make a telemetry type of");
  }
  const { ts, corrected } = timeOf(call, receivedAt);
  return {
    kind: call.type,
    type,
    messageId: call.messageId ?? identify(sent, ts !== null),
    indistinct: !call.messageId && ts === null,
    userId,
    identity: `${call.userId === null ? "anonymous" : "user"}:${userId}`,
    account,
    ts,
    corrected,
    ...traitsOf(call),
  };
}

const NO_USER = "names no user: userId or anonymousId is missing";

function refused(pointer: string, reason: string): Refused {
  return { status: "rejected", pointer, reason };
}

function telemetryTypeOf(call: ParsedCall): string | null {
  switch (call.type) {
    case "track":
      return typeOfName(call.event);
    case "page":
      return "page_view";
    case "screen":
      return "screen_view";
    default:
      return null;
  }
}

/** `groupId` in a group call, `context.groupId` in others, the batch's context last; in identify calls the company. */
function accountOf(call: ParsedCall, batch: BatchFields): SegmentCall["account"] | Refused {
  const shared = segmentCallSchema.safeParse({ type: "page", context: batch.context }).data?.context;
  const candidates = call.type === "group" ? [["/groupId", call.groupId] as const] : [
    ["/context/groupId", call.context?.groupId ?? shared?.groupId] as const,
    ["/traits/company/id", call.type === "identify" ? companyIdOf(call) : null] as const,
  ];
  const [pointer, named] = candidates.find(([, id]) => id !== null && id !== undefined) ?? [];
  if (pointer === undefined || named === null || named === undefined) {
    return call.type === "group" ? refused("/groupId", "names no account: groupId is missing") : null;
  }
  const externalId = externalIdSchema.safeParse(named);
  if (externalId.success) return { externalId: externalId.data, pointer };
  return refused(pointer, faultsOf(externalId.error)[0]?.detail ?? "is no id of an account");
}

const BUCKET_MS = 10 * 60_000;

/**
 * Ids for calls that came without a messageId, from their content; two equal ones in a request are two.
 *
 * Without a time either, a call sent again cannot be told from a second one like it: within the same ten minutes, or
 * with the same Idempotency-Key, it counts as sent again. A sender whose calls are to be counted one by one gives them a
 * messageId, as every Segment library does.
 */
export function callIdentifier(
  idempotencyKey: string | null,
  receivedAt: Date,
): (sent: object, timed: boolean) => string {
  const occurrences = new Map<string, number>();
  const bucket = Math.floor(receivedAt.getTime() / BUCKET_MS);
  return function identify(sent, timed) {
    // A library sends again at another time, and says so; the call is the same.
    const content = JSON.stringify({ ...sent, sentAt: undefined });
    const occurrence = occurrences.get(content) ?? 0;
    occurrences.set(content, occurrence + 1);
    const when = idempotencyKey ?? (timed ? null : bucket);
    const digest = createHash("sha256").update(JSON.stringify([when, occurrence, content])).digest(
      "base64url",
    );
    return `segment:${digest}`;
  };
}
