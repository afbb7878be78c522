import { setTimeout } from "node:timers/promises";
import { dirname } from "node:path";

const POLL_MILLISECONDS = 100;

/** Held by one process at a time. */
export interface Lock extends Disposable {
  readonly file: string;
}

/**
 * Waits until this process holds the lock. The system itself lets go of it when its holder ends, however that ends, so
 * the lock of a dead process is taken over at once. The file keeps the holder's process id, for those who wait.
 *
 * @param onWait called once with the holder's process id, when the lock is not free.
 */
export async function acquireLock(
  path: string,
  options: { signal: AbortSignal; onWait?: (holder: string) => void },
): Promise<Lock> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const file = await Deno.open(path, { create: true, read: true, write: true });
  try {
    let told = false;
    while (!await file.tryLock(true)) {
      if (!told) options.onWait?.((await Deno.readTextFile(path)).trim() || "unknown");
      told = true;
      await setTimeout(POLL_MILLISECONDS, undefined, { signal: options.signal });
    }
    await file.truncate();
    await file.write(new TextEncoder().encode(`${Deno.pid}\n`));
  } catch (error) {
    file.close();
    options.signal.throwIfAborted();
    throw error;
  }
  return { file: path, [Symbol.dispose]: () => file.close() };
}
