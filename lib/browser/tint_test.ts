import { expect } from "@std/expect";
import { createTint, type Tint } from "@/lib/browser/tint.ts";

/** Resolves when nothing is tinted any more. */
async function untilOver({ ids }: Tint): Promise<void> {
  const over = Promise.withResolvers<void>();
  const stop = ids.subscribe((tinted) => {
    if (tinted.size === 0) over.resolve();
  });
  await over.promise;
  stop();
}

Deno.test("what has changed is tinted at once, together, and not for ever", async () => {
  const tint = createTint(1);
  tint.add(["acme", "birch"]);
  tint.add([]);
  tint.add(["cedar"]);
  expect([...tint.ids.value]).toEqual(["acme", "birch", "cedar"]);
  await untilOver(tint);
  tint.add(["acme"]);
  expect([...tint.ids.value]).toEqual(["acme"]);
  await untilOver(tint);
});

Deno.test("what changes again is tinted anew: it ends after what changed before it", async () => {
  const tint = createTint(0);
  for (const client of ["acme", "birch", "acme"]) tint.add([client]);
  expect([...tint.ids.value]).toEqual(["birch", "acme"]);
  await untilOver(tint);
});

Deno.test("a thousand changes wait for one timer", async () => {
  const { setTimeout: original } = globalThis;
  let timers = 0;
  const tint = createTint(0);
  globalThis.setTimeout = ((...given: Parameters<typeof original>) => {
    timers++;
    return original(...given);
  }) as typeof original;
  try {
    for (let change = 0; change < 1_000; change++) tint.add([`client ${change % 10}`]);
  } finally {
    globalThis.setTimeout = original;
  }
  expect(timers).toBe(1);
  await untilOver(tint);
});
