import { z } from "zod";
import { isRunning } from "@/scripts/process/liveness.ts";
import type { Service } from "@/scripts/services/service.ts";

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

const stateSchema = z.object({
  servers: z.object({ mongodb: recordSchema.optional(), redis: recordSchema.optional() }),
  /** The ports of the last start: taken again when they are free, so that an address noted down stays right. */
  ports: z.object({ mongodb: z.number().int().optional(), redis: z.number().int().optional() }),
});

/** A server that was started here and should be running. */
export type ServerRecord = z.infer<typeof recordSchema>;
export type ServicesState = z.infer<typeof stateSchema>;

const NOTHING: ServicesState = { servers: {}, ports: {} };

/** The servers that were last known to run. A file that cannot be understood says nothing. */
export async function readState(path: string): Promise<ServicesState> {
  try {
    return stateSchema.parse(JSON.parse(await Deno.readTextFile(path)));
  } catch (error) {
    const isUnreadable = error instanceof SyntaxError || error instanceof z.ZodError;
    if (isUnreadable || error instanceof Deno.errors.NotFound) return NOTHING;
    throw error;
  }
}

/** Sets the record of one server. The caller holds the lock. */
export async function writeRecord(
  path: string,
  change: { key: Service["key"]; record: ServerRecord },
): Promise<void> {
  const { servers, ports } = await readState(path);
  await replace(path, {
    servers: { ...servers, [change.key]: change.record },
    ports: { ...ports, [change.key]: change.record.port },
  });
}

/** Removes the record of a server that has ended. The caller holds the lock. */
export async function removeRecord(path: string, key: Service["key"]): Promise<void> {
  const { servers: { [key]: _, ...others }, ports } = await readState(path);
  await replace(path, { servers: others, ports });
}

/** Renamed into place, so that a crash leaves the old file or the new one and never half of one. */
async function replace(path: string, state: ServicesState): Promise<void> {
  await Deno.writeTextFile(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await Deno.rename(`${path}.new`, path);
}

/** Whether the process that has to stop the server is still there to do so. */
export function hasOwner(record: ServerRecord): boolean {
  return record.owner !== Deno.pid && isRunning(record.owner);
}
