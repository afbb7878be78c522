const POLL_MS = 50;

/**
 * Waits until a condition gives something other than `undefined`, `null` or `false`.
 *
 * @throws {Error} naming what was waited for, after `limitMs`
 */
export async function waitFor<Value>(
  what: string,
  condition: () => Promise<Value | undefined | null | false>,
  limitMs = 30_000,
): Promise<Value> {
  const deadline = performance.now() + limitMs;
  while (true) {
    const value = await condition();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`Waited ${limitMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
