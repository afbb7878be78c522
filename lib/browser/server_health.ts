import { pageAddress } from "@/lib/format/address.ts";

/** What matters here of the answer of `/healthz`. */
interface HealthAnswer {
  web: string;
  mongodb: string;
  redis: string;
}

/** How often a page asks while something is away. */
const ASK_MS = 5_000;

/**
 * Tells whether the servers behind the page all answer, until they do or the returned function is called. Browser only.
 */
export function followHealth(onAnswer: (isUp: boolean) => void): () => void {
  const ended = new AbortController();
  const timer = setInterval(async () => {
    const isUp = await areAllUp(ended.signal);
    if (ended.signal.aborted) return;
    onAnswer(isUp);
    if (isUp) clearInterval(timer);
  }, ASK_MS);
  return () => {
    ended.abort();
    clearInterval(timer);
  };
}

async function areAllUp(signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(pageAddress("/healthz"), { signal });
    if (!response.ok) return false;
    const parts: HealthAnswer = await response.json();
    return [parts.web, parts.mongodb, parts.redis].every((part) => part === "up");
  } catch {
    // An answer that does not come is the answer.
    return false;
  }
}
