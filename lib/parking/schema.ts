import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { wholeNumberSchema } from "@/lib/platform/schema.ts";
import type { Client } from "@/lib/clients/schema.ts";

/** What another system may say of an account; what it does not say is absent. */
export type ClientTraits = Partial<Pick<Client, "name" | "plan" | "industry">>;

/** An event whose account no client has yet, complete but for the client. */
export interface WaitingEvent {
  externalId: string;
  messageId: string;
  type: string;
  ts: Date;
  count: number;
  userId: string | null;
  receivedAt: Date;
}

/** What is known of an account that no client has yet; one document an account, the newest statement of each trait. */
export interface WaitingTraits {
  externalId: string;
  traits: ClientTraits;
  receivedAt: Date;
}

export interface ParkedEvent extends WaitingEvent {
  /** The account and the messageId, so that an event sent again is parked once. */
  _id: string;
  kind: "event";
  /** When the event leaves the retention, as it would have as telemetry. */
  expiresAt: Date;
}

export interface ParkedTraits extends Omit<WaitingTraits, "traits"> {
  _id: string;
  kind: "traits";
  /** Absent when nothing was said but that the account exists. */
  traits?: ClientTraits;
  expiresAt: Date;
}

export type Parked = ParkedEvent | ParkedTraits;

/** How much may wait. Requests at the same moment may exceed it by what they hold. */
export interface ParkingLimits {
  perAccount: number;
  total: number;
}

/** Query of `GET /parked`. */
export const parkedQuerySchema = z.object({
  limit: wholeNumberSchema(1, LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault).meta({
    description: `Accounts a page, at most ${LIMITS.pageSizeMax}`,
    example: "25",
  }),
  cursor: z.string().max(700).optional().meta({ description: "`nextCursor` of the page before" }),
});

export const parkedAccountSchema = z.object({
  externalId: z.string().meta({ description: "The account, as the events name it", example: "acct_123" }),
  name: z.string().nullable().meta({ description: "Its name, where a Segment group call told it" }),
  events: z.int().meta({ description: "Events that wait for a client with this externalId" }),
  firstEventAt: z.iso.datetime().nullable(),
  lastEventAt: z.iso.datetime().nullable(),
  lastReceivedAt: z.iso.datetime(),
}).meta({ id: "ParkedAccount" });

export type ParkedAccount = z.infer<typeof parkedAccountSchema>;

export const parkedListSchema = z.object({
  accounts: z.array(parkedAccountSchema).meta({ description: "By externalId" }),
  total: z.int().meta({ description: "Accounts with something parked, all pages" }),
  nextCursor: z.string().nullable(),
}).meta({ id: "ParkedList" });

export type ParkedList = z.infer<typeof parkedListSchema>;

export const parkedRemovalSchema = z.object({
  externalId: z.string(),
  removed: z.int().meta({ description: "Events that were dropped" }),
}).meta({ id: "ParkedRemoval" });

export type ParkedRemoval = z.infer<typeof parkedRemovalSchema>;
