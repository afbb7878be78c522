import { expect } from "@std/expect";
import { createRefresher } from "@/lib/browser/refresher.ts";

const QUICK = { delayMs: 0, retryMs: 0 };

/** A read that the test ends by hand. */
function heldReads() {
  const begun: PromiseWithResolvers<void>[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    begun,
    read: () => {
      const held = Promise.withResolvers<void>();
      begun.push(held);
      for (const { count, resolve } of waiting) if (begun.length >= count) resolve();
      return held.promise;
    },
    async untilBegun(count: number): Promise<PromiseWithResolvers<void>> {
      if (begun.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
      const held = begun[count - 1];
      if (!held) throw new Error(`Read ${count} has not begun`);
      return held;
    },
  };
}

Deno.test("several requests become one read, and a request during it one more", async () => {
  const reads = heldReads();
  const refresher = createRefresher(reads.read, QUICK);
  refresher.request();
  refresher.request();
  const first = await reads.untilBegun(1);
  refresher.request();
  refresher.request();
  first.resolve();
  const second = await reads.untilBegun(2);
  expect(reads.begun).toHaveLength(2);
  second.resolve();
  await second.promise;
  refresher.stop();
});

Deno.test("a read that failed is tried again", async () => {
  const reads = heldReads();
  const refresher = createRefresher(reads.read, QUICK);
  refresher.request();
  (await reads.untilBegun(1)).reject(new Error("The server is away"));
  (await reads.untilBegun(2)).resolve();
  refresher.stop();
});

Deno.test("after stop nothing is read, not even what a read under way was asked for", async () => {
  const reads = heldReads();
  const refresher = createRefresher(reads.read, QUICK);
  refresher.request();
  const first = await reads.untilBegun(1);
  refresher.request();
  refresher.stop();
  first.resolve();
  await first.promise;
  refresher.request();
  expect(reads.begun).toHaveLength(1);
});
