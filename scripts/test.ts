/**
 * `deno task test [path …]`: everything, on real servers and a real browser. With paths only the tests under them run,
 * without the checks of format, lint and types. The last line is always `N passed, N failed`.
 */
import { isBuildCurrent } from "@/scripts/process/build.ts";
import { describeFailure } from "@/scripts/process/failure.ts";
import { Interrupted } from "@/scripts/process/interruption.ts";
import { Progress } from "@/scripts/process/progress.ts";
import { runScript } from "@/scripts/process/script.ts";
import { type RunningServices, startServices } from "@/scripts/services/start.ts";
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
const BROWSER_TESTS = "tests/e2e";

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
  await using services = await startTestServices(ROOT, context);
  const logFile = `${ROOT}/logs/apt.log`;
  const chromium = await ensureChromium({ ...context, environment: Deno.env.toObject(), logFile });
  const env = { ...services.environment, CHROMIUM_PATH: chromium, NODE_ENV: "test" };
  const lane = { title: "Tests", env, junitFile: `${ROOT}/junit.xml` };
  const paths = Deno.args;
  if (paths.length > 0) {
    if (!await isBuildCurrent() && !await checkBuild(context)) tally.add({ failed: 1 });
    return tally.add(await runTests({ ...lane, args: paths }, context));
  }
  tally.add(await checkSources(context));
  await Promise.all([
    runTests({ ...lane, args: [`--ignore=${BROWSER_TESTS}`] }, context).then((counts) => tally.add(counts)),
    runBesides(tally, context, env),
  ]);
}

/** What runs beside the other tests, which mostly wait; on servers of its own, so that neither holds up the other. */
async function runBesides(
  tally: Tally,
  context: CheckContext,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const root = `${ROOT}/browser`;
  await using services = await startTestServices(root, context);
  const env = { ...environment, ...services.environment };
  const files = { junitFile: `${root}/junit.xml`, logFile: `${root}/logs/tests.log` };
  tally.add(await runTests({ title: "Browser tests", args: [BROWSER_TESTS], env, ...files }, context));
  tally.add(await checkContract({ ...context, env }));
}

function startTestServices(root: string, context: CheckContext): Promise<RunningServices> {
  const environment = Deno.env.toObject();
  return startServices({ ...context, root, environment, fresh: true, mayInstallPython: true });
}
