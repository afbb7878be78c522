import { build } from "@/scripts/process/build.ts";
import { Child } from "@/scripts/process/child.ts";
import { StepError } from "@/scripts/process/failure.ts";
import type { Progress } from "@/scripts/process/progress.ts";
import { type Counts, countsOf } from "@/scripts/test/tally.ts";

/** What each check gets. */
export interface CheckContext {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Format, lint, types and build: one check each. Their output goes to the terminal. */
export async function checkSources(context: CheckContext): Promise<Counts> {
  const outcomes = [
    await passes("Format", () => runDeno(["fmt", "--check"], context.signal), context),
    await passes("Lint", () => runDeno(["lint"], context.signal), context),
    await passes("Types", () => runDeno(["check"], context.signal), context),
    await checkBuild(context),
  ];
  const passed = outcomes.filter((outcome) => outcome).length;
  return { passed, failed: outcomes.length - passed, skipped: 0 };
}

/** The production build, which the browser tests need. */
export function checkBuild(context: CheckContext): Promise<boolean> {
  return passes("Build", () => build({ signal: context.signal }), context);
}

/** Tests that run one after the other. */
export interface TestLane {
  readonly title: string;
  /** Paths and options of `deno test`. */
  readonly args: readonly string[];
  /** Takes the report that the counts are read from. */
  readonly junitFile: string;
  /** Takes the output until the end, so that two lanes do not write into each other's lines. */
  readonly logFile?: string;
  /** Added to the environment of the tests. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the tests of a lane and counts them. */
export async function runTests(lane: TestLane, context: CheckContext): Promise<Counts> {
  const { title, junitFile, logFile } = lane;
  await Deno.remove(junitFile).catch(() => {});
  const args = ["test", "-A", "--no-check", `--junit-path=${junitFile}`, ...lane.args];
  const succeeded = await passes(title, () => runDeno(args, context.signal, lane.env, logFile), context);
  if (logFile !== undefined) context.progress.plain(await Deno.readTextFile(logFile));
  const counts = countsOf(await Deno.readTextFile(junitFile).catch(() => "")) ??
    { passed: 0, failed: 0, skipped: 0 };
  // A module that fails while it is loaded is in no report: only the exit code tells.
  return succeeded ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** The same requests in every run, so that a failure is the change's; `deno task test:contract` tries others. */
const CONTRACT_SEED = "1";

/** The API's answers against its own document: one check. */
export async function checkContract(
  options: CheckContext & { env: Readonly<Record<string, string>> },
): Promise<Counts> {
  const args = ["run", "-A", "scripts/contract.ts", "--seed", CONTRACT_SEED];
  const passed = await passes("Contract", () => runDeno(args, options.signal, options.env), options);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

async function passes(name: string, check: () => Promise<void>, context: CheckContext): Promise<boolean> {
  try {
    await context.progress.during(name, check);
    return true;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    context.progress.line(`${name}: FAILED. ${error.message}`);
    return false;
  }
}

async function runDeno(
  args: string[],
  signal: AbortSignal,
  env: Readonly<Record<string, string>> = {},
  logFile?: string,
): Promise<void> {
  const name = `deno ${args[0]}`;
  const child = await Child.start({
    name,
    command: Deno.execPath(),
    args,
    env,
    ...(logFile === undefined ? {} : { logFile }),
  });
  await child.succeed(signal);
}
