import { expect } from "@std/expect";
import { behindSince, createRefresher } from "@/lib/browser/refresher.ts";

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

Deno.test("while a read fails it is known since when what is shown may be out of date", async () => {
  const before = Date.now();
  const reads = heldReads();
  const refresher = createRefresher(reads.read, QUICK);
  refresher.request();
  const first = await reads.untilBegun(1);
  expect(behindSince.value).toBeNull();
  first.reject(new Error("The server is away"));
  const second = await reads.untilBegun(2);
  const since = behindSince.value;
  expect(since).toBeGreaterThanOrEqual(before);
  second.reject(new Error("The server is still away"));
  const third = await reads.untilBegun(3);
  expect(behindSince.value).toBe(since);
  refresher.request();
  third.resolve();
  const fourth = await reads.untilBegun(4);
  expect(behindSince.value).toBeNull();
  fourth.reject(new Error("The server is away again"));
  await reads.untilBegun(5);
  expect(behindSince.value).not.toBeNull();
  refresher.stop();
  expect(behindSince.value).toBeNull();
});
