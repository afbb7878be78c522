import { StepError } from "@/scripts/process/failure.ts";
import { findExecutable } from "@/scripts/services/executable.ts";

const OLDEST_MINOR = 10;

/** Newest last known first, after the plain names: a system may keep an old `python3` beside a newer one. */
const NAMES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];

const PROBE = `
import sys
if sys.version_info < (3, ${OLDEST_MINOR}): sys.exit("too old")
import ensurepip, venv
`;

/** What else would do, for the end of a sentence about Python. */
export const OTHER_WAYS = "Or put mongod and redis-server (or valkey-server) on PATH, start Docker, " +
  "or set MONGODB_URI and REDIS_HOST to servers that run";

/**
 * A Python from 3.10 on that can make virtual environments.
 *
 * @throws {StepError} that says what to install.
 */
export async function findPython(searchPath?: string): Promise<string> {
  let withoutVenv: string | undefined;
  for (const name of NAMES) {
    const path = await findExecutable([name], searchPath);
    if (path === undefined) continue;
    const probe = await new Deno.Command(path, { args: ["-c", PROBE], stderr: "piped", stdout: "null" })
      .output();
    if (probe.success) return path;
    if (/No module named/.test(new TextDecoder().decode(probe.stderr))) withoutVenv ??= path;
  }
  throw new StepError(withoutVenv === undefined ? noPython() : noVenv(withoutVenv));
}

function noPython(): string {
  return `MongoDB and Redis cannot be installed: no Python 3.${OLDEST_MINOR} or newer was found on PATH. ` +
    `Install it (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python). ${OTHER_WAYS}`;
}

function noVenv(python: string): string {
  return `MongoDB and Redis cannot be installed: ${python} has no venv module. ` +
    `Install it (Debian, Ubuntu: apt-get install python3-venv). ${OTHER_WAYS}`;
}
