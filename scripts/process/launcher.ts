/** How often the launcher is looked at, in milliseconds. */
const LOOK_MILLISECONDS = 1000;

/** npx runs npm, which runs a shell, which runs `deno task`, which runs us. */
const LEVELS_ABOVE = 3;

/**
 * Calls `gone` when the npx that started this script was ended. npx and its shell pass SIGTERM on to nobody: without
 * this the script and its servers would go on with no one left to stop them. A script that was started without npx is
 * left alone: there, a parent that ends (a shell after `nohup … &`) means nothing.
 *
 * @returns ends the watch.
 */
export function watchLauncher(gone: () => void): () => void {
  if (Deno.env.get("npm_command") !== "exec" || Deno.build.os !== "linux") return () => {};
  const ancestors = ancestorsOf(Deno.pid);
  const timer = setInterval(() => {
    if (ancestorsOf(Deno.pid).join() !== ancestors.join()) gone();
  }, LOOK_MILLISECONDS);
  Deno.unrefTimer(timer);
  return () => clearInterval(timer);
}

function ancestorsOf(pid: number): number[] {
  const ancestors: number[] = [];
  for (let current = pid; ancestors.length < LEVELS_ABOVE;) {
    current = parentOf(current);
    ancestors.push(current);
  }
  return ancestors;
}

function parentOf(pid: number): number {
  try {
    // The name in parentheses may hold anything, so the fields are counted from its end: state, parent.
    const fields = /\) \S (\d+)/.exec(Deno.readTextFileSync(`/proc/${pid}/stat`));
    return Number(fields?.[1] ?? 0);
  } catch {
    return 0;
  }
}
