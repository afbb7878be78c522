import { createLog, type Log } from "@/lib/platform/log.ts";

/** A line of the log as it is written. */
export interface LogLine {
  /** 30 is info, 40 warn, 50 error. */
  level: number;
  msg: string;
  err?: { type: string; message: string; stack?: string };
  [field: string]: unknown;
}

/** A real log, and the lines it has written from `info` on. */
export function collectLog(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { log: createLog({ logLevel: "info" }, "test", destination), lines };
}
