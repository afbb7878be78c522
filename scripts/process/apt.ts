import { Child } from "@/scripts/process/child.ts";
import type { Progress } from "@/scripts/process/progress.ts";
import { findExecutable } from "@/scripts/services/executable.ts";

export interface AptOptions {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Takes what apt-get prints. */
  readonly logFile: string;
}

/**
 * Installs Debian packages when we may: as root, where apt-get is.
 *
 * @returns false when we may not.
 * @throws {StepError} with the tail of the log when apt-get fails.
 */
export async function aptInstall(packages: readonly string[], options: AptOptions): Promise<boolean> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  const aptGet = await findExecutable(["apt-get"]);
  if (aptGet === undefined) return false;
  await options.progress.during(`apt-get install ${packages.join(" ")}`, async () => {
    // The lists of a bare image are empty.
    for (const args of [["update"], ["install", "--yes", "--no-install-recommends", ...packages]]) {
      const child = await Child.start({
        name: `apt-get ${args[0]}`,
        command: aptGet,
        args,
        env: { DEBIAN_FRONTEND: "noninteractive" },
        logFile: options.logFile,
      });
      await child.succeed(options.signal);
    }
  });
  return true;
}
