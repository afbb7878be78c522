/** For what takes a second on an idle machine: tests also run beside other work. */
export const PATIENCE_MS = 120_000;

const POLL_MS = 50;

/**
 * Waits until a condition gives something other than `undefined`, `null` or `false`.
 *
 * @throws {Error} naming what was waited for, after `limitMs`
 */
export async function waitFor<Value>(
  what: string,
  condition: () => Promise<Value | undefined | null | false>,
  limitMs = PATIENCE_MS,
): Promise<Value> {
  const deadline = performance.now() + limitMs;
  while (true) {
    const value = await condition();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > deadline) {
      const [load = 0] = Deno.loadavg();
      throw new Error(`Waited ${limitMs} ms in vain for ${what} (load average ${load.toFixed(1)})`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
