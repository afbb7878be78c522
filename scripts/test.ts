/**
 * `deno task test [path …]`: everything, on real servers and a real browser. With paths only the tests under them run,
 * without the checks of format, lint and types. The last line is always `N passed, N failed`.
 */
import { isBuildCurrent } from "@/scripts/process/build.ts";
import { describeFailure } from "@/scripts/process/failure.ts";
import { Interrupted } from "@/scripts/process/interruption.ts";
import { Progress } from "@/scripts/process/progress.ts";
import { runScript } from "@/scripts/process/script.ts";
import { startServices } from "@/scripts/services/start.ts";
import {
  checkBuild,
  type CheckContext,
  checkContract,
  checkSources,
  runTests,
} from "@/scripts/test/checks.ts";
import { ensureChromium } from "@/scripts/test/chromium.ts";
import { LoadWatch } from "@/scripts/test/load_watch.ts";
import { Tally } from "@/scripts/test/tally.ts";

/** Apart from the servers of the demo, so that a test never sees or spoils its data. */
const ROOT = ".services/test";

// `deno test` takes this file for a test module, by its name: loading it must start nothing.
if (import.meta.main) await runScript(runAndCount);

async function runAndCount(signal: AbortSignal): Promise<number> {
  const progress = new Progress();
  const tally = new Tally();
  using load = new LoadWatch();
  let exitCode = 1;
  try {
    await runEverything(tally, { progress, signal });
    exitCode = tally.failed === 0 ? 0 : 1;
  } catch (error) {
    tally.add({ failed: 1 });
    progress.line(describeFailure(error));
    if (error instanceof Interrupted) exitCode = error.exitCode;
  }
  const excuse = tally.failed > 0 ? load.excuse() : null;
  if (excuse !== null) progress.line(excuse);
  progress.plain(tally.summary());
  return exitCode;
}

async function runEverything(tally: Tally, context: CheckContext): Promise<void> {
  const environment = Deno.env.toObject();
  await using services = await startServices({
    ...context,
    root: ROOT,
    environment,
    fresh: true,
    mayInstallPython: true,
  });
  const logFile = `${ROOT}/logs/apt.log`;
  const chromium = await ensureChromium({ ...context, environment, logFile });
  const paths = Deno.args;
  if (paths.length === 0) tally.add(await checkSources(context));
  else if (!await isBuildCurrent() && !await checkBuild(context)) tally.add({ failed: 1 });
  const env = { ...services.environment, CHROMIUM_PATH: chromium, NODE_ENV: "test" };
  tally.add(await runTests(paths, { ...context, junitFile: `${ROOT}/junit.xml`, env }));
  if (paths.length === 0) tally.add(await checkContract({ ...context, env }));
}
