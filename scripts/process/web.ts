import { taskCommand } from "@/lib/format/task_command.ts";
import { StepError } from "@/scripts/process/failure.ts";

const SERVER_FILE = "_fresh/server.js";

/** The arguments with which Deno serves the production build. */
export function webArguments(address: { host: string; port: number }): string[] {
  return ["serve", "-A", "--host", address.host, "--port", String(address.port), SERVER_FILE];
}

/** @throws {StepError} when there is no production build. */
export async function assertBuilt(): Promise<void> {
  if (await serverBuiltAt() === undefined) {
    throw new StepError(
      `There is no production build (${SERVER_FILE} is missing): run "${taskCommand("build")}" first`,
    );
  }
}

/** When the production build was made, in milliseconds since 1970, or undefined when there is none. */
export async function serverBuiltAt(): Promise<number | undefined> {
  const info = await Deno.stat(SERVER_FILE).catch(() => null);
  return info?.mtime?.getTime();
}
