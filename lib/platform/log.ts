import pino from "pino";
import { isAway } from "@/lib/platform/away.ts";
import type { Config } from "@/lib/platform/config.ts";
import { DomainError } from "@/lib/platform/errors.ts";

export type Log = pino.Logger;

/**
 * A JSON-lines logger; `process` tells the web process and the worker apart.
 *
 * @param destination stdout unless given
 */
export function createLog(
  config: Pick<Config, "logLevel">,
  process: string,
  destination: pino.DestinationStream = pino.destination(1),
): Log {
  return pino({
    level: config.logLevel,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  }, destination);
}

/** The name of the error and its message with those of its causes; more where the fault may be ours. */
function describeError(error: Error): { type: string; message: string } {
  const described = pino.stdSerializers.err(error);
  const { type, message } = described;
  // A server that is away makes as many errors as there are requests, and where each came up says nothing of why.
  const isOutage = isAway(error) || (error instanceof DomainError && error.status === 503);
  return isOutage ? { type, message } : described;
}
