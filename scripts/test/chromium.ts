import { aptInstall } from "@/scripts/process/apt.ts";
import { StepError } from "@/scripts/process/failure.ts";
import type { Progress } from "@/scripts/process/progress.ts";
import { findExecutable } from "@/scripts/services/executable.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MACOS_PATH = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

export interface ChromiumOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Takes what apt-get prints. */
  readonly logFile: string;
  /** Instead of PATH. */
  readonly searchPath?: string;
}

/**
 * The Chromium of the browser tests: CHROMIUM_PATH, one on PATH, or one that apt-get installs where we are root.
 *
 * @throws {StepError} that says how to get one.
 */
export async function ensureChromium(options: ChromiumOptions): Promise<string> {
  const given = options.environment["CHROMIUM_PATH"];
  if (given) {
    if (await works(given)) return given;
    throw new StepError(
      `CHROMIUM_PATH is set to ${given}, which is no browser that runs: correct or unset it`,
    );
  }
  const found = await findChromium(options.searchPath);
  if (found !== undefined) return found;
  const installed = await aptInstall(["chromium"], options)
    ? await findChromium(options.searchPath)
    : undefined;
  if (installed !== undefined) return installed;
  throw new StepError(
    "The browser tests need Chromium and none was found: install it (Debian, as root: apt-get install chromium) or " +
      "set CHROMIUM_PATH to a Chromium or Chrome",
  );
}

async function findChromium(searchPath: string | undefined): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = await findExecutable([name], searchPath);
    // On Ubuntu the package is a script that only asks for its snap.
    if (path !== undefined && await works(path)) return path;
  }
  return await works(MACOS_PATH) ? MACOS_PATH : undefined;
}

async function works(path: string): Promise<boolean> {
  try {
    return (await new Deno.Command(path, { args: ["--version"], stdout: "null", stderr: "null" }).output())
      .success;
  } catch {
    return false;
  }
}
