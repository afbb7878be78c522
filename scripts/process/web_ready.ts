import { setTimeout } from "node:timers/promises";
import { StepError } from "@/scripts/process/failure.ts";

const READY_LIMIT_SECONDS = 120;
const POLL_MILLISECONDS = 100;

/**
 * Waits until the web process answers `/healthz`, or `/` where there is no such page, with 200.
 *
 * @param baseUrl without a final slash.
 * @throws {StepError} with the last answer when that takes too long.
 */
export async function waitUntilReady(baseUrl: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + READY_LIMIT_SECONDS * 1000;
  while (true) {
    signal.throwIfAborted();
    const answer = await healthAnswer(baseUrl, signal);
    if (answer === "200") return;
    if (performance.now() > deadline) {
      throw new StepError(`${baseUrl}/healthz is not ready after ${READY_LIMIT_SECONDS} s: ${answer}`);
    }
    await setTimeout(POLL_MILLISECONDS);
  }
}

async function healthAnswer(baseUrl: string, signal: AbortSignal): Promise<string> {
  try {
    const status = await statusOf(`${baseUrl}/healthz`, signal);
    return String(status === 404 ? await statusOf(`${baseUrl}/`, signal) : status);
  } catch (error) {
    return `no answer (${error instanceof Error ? error.message : error})`;
  }
}

async function statusOf(url: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, { signal });
  await response.body?.cancel();
  return response.status;
}
