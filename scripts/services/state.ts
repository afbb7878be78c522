import { z } from "zod";
import { isRunning } from "@/scripts/process/liveness.ts";

const recordSchema = z.object({
  origin: z.enum(["path", "docker", "embedded"]),
  address: z.record(z.string(), z.string()),
  port: z.number().int(),
  /** The process of the server; a container has its name instead. */
  pid: z.number().int().optional(),
  container: z.string().optional(),
  dataFolder: z.string(),
  /** The process that has to stop the server. */
  owner: z.number().int(),
  startedAt: z.string(),
});

const stateSchema = z.object({ mongodb: recordSchema.optional(), redis: recordSchema.optional() });

/** A server that was started here and should be running. */
export type ServerRecord = z.infer<typeof recordSchema>;
export type ServicesState = z.infer<typeof stateSchema>;

/** The servers that were last known to run. A file that cannot be understood says nothing. */
export async function readState(path: string): Promise<ServicesState> {
  try {
    return stateSchema.parse(JSON.parse(await Deno.readTextFile(path)));
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound || error instanceof SyntaxError || error instanceof z.ZodError
    ) return {};
    throw error;
  }
}

/** Sets or, with undefined, removes the record of one server. The caller holds the lock. */
export async function writeRecord(
  path: string,
  change: { key: keyof ServicesState; record: ServerRecord | undefined },
): Promise<void> {
  const { [change.key]: _, ...others } = await readState(path);
  const state = change.record === undefined ? others : { ...others, [change.key]: change.record };
  // Renamed into place, so that a crash leaves the old file or the new one and never half of one.
  await Deno.writeTextFile(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await Deno.rename(`${path}.new`, path);
}

/** Whether the process that has to stop the server is still there to do so. */
export function hasOwner(record: ServerRecord): boolean {
  return record.owner !== Deno.pid && isRunning(record.owner);
}
