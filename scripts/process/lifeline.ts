/**
 * Ends a process group when we end without having done it ourselves, as by kill -9: a shell waits for the end of a pipe
 * that only we hold, and then asks the group to end.
 */
export class Lifeline {
  readonly #watcher: Deno.ChildProcess;

  constructor(groupId: number) {
    this.#watcher = new Deno.Command("sh", {
      args: ["-c", 'read -r _; kill -s TERM -- "-$1"', "sh", String(groupId)],
      // Out of the reach of Ctrl-C.
      detached: true,
      stdin: "piped",
      stdout: "null",
      stderr: "null",
    }).spawn();
  }

  /** To be called when the group has ended. */
  async cut(): Promise<void> {
    this.#watcher.kill("SIGKILL");
    await this.#watcher.status;
    await this.#watcher.stdin.abort();
  }
}
