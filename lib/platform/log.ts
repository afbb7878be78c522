import pino from "pino";
import type { Config } from "@/lib/platform/config.ts";

export type Log = pino.Logger;

/** A JSON-lines logger on stdout; `process` tells the web process and the worker apart. */
export function createLog(config: Pick<Config, "logLevel">, process: string): Log {
  return pino({
    level: config.logLevel,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: pino.stdSerializers.err },
  });
}
