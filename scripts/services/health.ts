import { setTimeout } from "node:timers/promises";
import { reasonOf, StepError } from "@/scripts/process/failure.ts";
import type { Address, Service } from "@/scripts/services/service.ts";

const POLL_MILLISECONDS = 100;

export interface HealthWait {
  /** Seconds after which the wait is given up. */
  readonly limitSeconds: number;
  readonly signal: AbortSignal;
  /** Settles when there is nothing left to wait for, as when the server's process has ended. */
  readonly ended?: Promise<unknown>;
}

/**
 * Waits until the server answers over the wire.
 *
 * @returns false when `ended` settled first.
 * @throws {StepError} with the driver's last reason when the limit passes.
 */
export async function waitUntilHealthy(
  service: Service,
  address: Address,
  wait: HealthWait,
): Promise<boolean> {
  const deadline = performance.now() + wait.limitSeconds * 1000;
  const end = { ended: false };
  wait.ended?.then(() => end.ended = true, () => end.ended = true);
  while (!end.ended) {
    wait.signal.throwIfAborted();
    try {
      await service.ping(address);
      return true;
    } catch (error) {
      if (performance.now() > deadline) throw unanswered(service, address, { wait, error });
    }
    await setTimeout(POLL_MILLISECONDS);
  }
  return false;
}

function unanswered(
  service: Service,
  address: Address,
  cause: { wait: HealthWait; error: unknown },
): StepError {
  return new StepError(
    `${service.title} does not answer at ${service.describe(address)} after ${cause.wait.limitSeconds} s: ` +
      reasonOf(cause.error),
    { cause: cause.error },
  );
}

/** Whether a server answers at the address now. */
export async function answers(service: Service, address: Address): Promise<boolean> {
  return await service.ping(address).then(() => true, () => false);
}
