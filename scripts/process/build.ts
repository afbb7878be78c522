import { Child } from "@/scripts/process/child.ts";
import { hashSources } from "@/scripts/process/source_hash.ts";
import { serverBuiltAt } from "@/scripts/process/web.ts";

/** What the build that lies there was made from. */
const STAMP_FILE = "_fresh/.source-hash";

/**
 * Whether the production build is the one of today's sources. The time of the build is part of the stamp: a build that
 * someone made by hand in between, from other sources, has another.
 */
export async function isBuildCurrent(): Promise<boolean> {
  const stamp = await Deno.readTextFile(STAMP_FILE).catch(() => "");
  return stamp !== "" && stamp === await currentStamp();
}

/**
 * Makes the production build.
 *
 * @throws {StepError} when it fails.
 */
export async function build(options: { signal: AbortSignal; logFile?: string }): Promise<void> {
  const { signal, ...output } = options;
  const child = await Child.start({
    name: "The build",
    command: Deno.execPath(),
    args: ["task", "build"],
    ...output,
  });
  await child.succeed(signal);
  await Deno.writeTextFile(STAMP_FILE, await currentStamp());
}

async function currentStamp(): Promise<string> {
  return `${await hashSources()} ${await serverBuiltAt()}\n`;
}
