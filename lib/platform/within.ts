/**
 * What is asked for, if it comes in time. What comes later is dropped: a driver may hold an answer back for longer than
 * its own limits say.
 *
 * @param who is asked, for the error
 * @throws {Error} when it does not come in time @throws what `ask` rejects with
 */
export async function within<Answer>(
  limitMs: number,
  who: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${who} did not answer within ${limitMs} ms`)), limitMs);
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
