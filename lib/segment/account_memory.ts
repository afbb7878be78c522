/** Which account a call belongs to when it does not say so itself. */
import type { SegmentCall } from "@/lib/segment/call.ts";
import type { SegmentStore, UserAccount } from "@/lib/segment/store.ts";

export class AccountMemory {
  constructor(private readonly store: SegmentStore) {}

  /**
   * The account of each call, in the same order; `null` where neither the call nor an earlier group or identify call of
   * the same user names one. What the calls say is remembered.
   */
  async resolve(calls: readonly SegmentCall[], receivedAt: Date): Promise<(string | null)[]> {
    const unnamed = calls.filter(({ account }) => account === null).map(({ identity }) => identity);
    const known = await this.store.findAccounts([...new Set(unnamed)]);
    const statements = calls.filter(placesUser);
    // Within a request a user's first statement also holds for what stands before it: libraries send identify first.
    for (const { identity, account } of statements) {
      if (account && !known.has(identity)) known.set(identity, account.externalId);
    }
    const resolved = calls.map((call) => {
      if (call.account && placesUser(call)) known.set(call.identity, call.account.externalId);
      return call.account?.externalId ?? known.get(call.identity) ?? null;
    });
    await this.store.saveAccounts(newestOf(statements, receivedAt));
    return resolved;
  }
}

function placesUser(call: SegmentCall): boolean {
  return call.account !== null && (call.kind === "group" || call.kind === "identify");
}

/** The last statement of each user, by its time. */
function newestOf(statements: readonly SegmentCall[], receivedAt: Date): UserAccount[] {
  const newest = new Map<string, UserAccount>();
  for (const { identity, account, ts } of statements) {
    const at = ts ?? receivedAt;
    const known = newest.get(identity);
    if (account && (!known || known.at <= at)) {
      newest.set(identity, { _id: identity, externalId: account.externalId, at });
    }
  }
  return [...newest.values()];
}
