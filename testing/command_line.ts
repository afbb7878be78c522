import type { Config } from "@/lib/platform/config.ts";
import { environmentOf } from "@/testing/processes.ts";

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a script as `deno task <name>` would, to its end.
 *
 * @param cwd where it runs; the project if absent
 */
export async function runCommandLine(
  config: Config,
  name: string,
  args: readonly string[],
  cwd?: string,
): Promise<CommandResult> {
  const script = new URL(`../scripts/${name}.ts`, import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, ...args],
    // Deno and npm tell a task there where its user stands.
    env: { ...environmentOf(config), ...(cwd === undefined ? {} : { INIT_CWD: cwd }) },
    ...(cwd === undefined ? {} : { cwd }),
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}
