import { setTimeout } from "node:timers/promises";

const POLL_MILLISECONDS = 50;

/** Whether a process with this id runs. One that has ended and only waits for its parent to notice does not. */
export function isRunning(pid: number): boolean {
  try {
    Deno.kill(pid, 0);
  } catch (error) {
    // The process exists and belongs to someone else.
    return error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable;
  }
  return !isZombie(pid);
}

/** The command line of a process, or an empty text when there is no such process. */
export async function commandLineOf(pid: number): Promise<string> {
  try {
    return (await Deno.readTextFile(`/proc/${pid}/cmdline`)).replaceAll("\0", " ");
  } catch {
    // Not Linux: `ps` is part of every other system that the servers run on.
    const output = await new Deno.Command("ps", { args: ["-o", "command=", "-p", String(pid)] }).output()
      .catch(() => null);
    return output === null ? "" : new TextDecoder().decode(output.stdout).trim();
  }
}

/** Sends a signal to a process, or with a negative id to a process group; one that is gone already is left alone. */
export function sendSignal(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Asks a process that is not our child to end, and ends it by force after `limitSeconds`. */
export async function stopProcess(pid: number, limitSeconds: number): Promise<void> {
  sendSignal(pid, "SIGTERM");
  if (await endsWithin(pid, limitSeconds)) return;
  sendSignal(pid, "SIGKILL");
  await endsWithin(pid, limitSeconds);
}

async function endsWithin(pid: number, limitSeconds: number): Promise<boolean> {
  const deadline = performance.now() + limitSeconds * 1000;
  while (isRunning(pid)) {
    if (performance.now() > deadline) return false;
    await setTimeout(POLL_MILLISECONDS);
  }
  return true;
}

/** In a container without an init process nobody collects orphans that have ended: they stay as zombies. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch {
    return false;
  }
}
