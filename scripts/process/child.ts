import { dirname } from "node:path";
import { StepError } from "@/scripts/process/failure.ts";
import { Lifeline } from "@/scripts/process/lifeline.ts";
import { sendSignal } from "@/scripts/process/liveness.ts";
import { tailOf } from "@/scripts/process/log_tail.ts";

/** Seconds a child has to end after SIGTERM before it is killed: closing a database takes a few. */
export const STOP_LIMIT_SECONDS = 20;

export interface ChildOptions {
  /** What sentences call it, such as "The worker". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Takes both outputs, from its beginning. Without it they go where ours go. */
  readonly logFile?: string;
  /** Seconds, {@linkcode STOP_LIMIT_SECONDS} unless told. */
  readonly stopLimitSeconds?: number;
}

/**
 * A child process in a process group of its own. Ctrl-C in the terminal reaches only us, so that we decide in which
 * order things end; and whatever the child starts ends with it. It never outlives us.
 */
export class Child implements AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string | undefined;
  readonly status: Promise<Deno.CommandStatus>;
  readonly #stopLimitSeconds: number;
  readonly #lifeline: Lifeline;
  #ended = false;
  #stopping: Promise<void> | undefined;

  private constructor(options: ChildOptions, process: Deno.ChildProcess) {
    this.name = options.name;
    this.pid = process.pid;
    this.logFile = options.logFile;
    this.#lifeline = new Lifeline(process.pid);
    this.#stopLimitSeconds = options.stopLimitSeconds ?? STOP_LIMIT_SECONDS;
    this.status = process.status.finally(() => {
      this.#ended = true;
    });
  }

  /** @throws {StepError} when the command does not exist. */
  static async start(options: ChildOptions): Promise<Child> {
    if (options.logFile !== undefined) await Deno.mkdir(dirname(options.logFile), { recursive: true });
    const [command, args] = withOutputTo(options);
    try {
      const process = new Deno.Command(command, {
        args,
        detached: true,
        stdin: "null",
        stdout: "inherit",
        stderr: "inherit",
        // A log is read as plain text.
        env: { ...(options.logFile === undefined ? {} : { NO_COLOR: "1" }), ...options.env },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      }).spawn();
      return new Child(options, process);
    } catch (error) {
      throw new StepError(`${options.name} cannot be started: ${command} was not found`, { cause: error });
    }
  }

  /**
   * Waits for the child to end well; ends it when `signal` aborts.
   *
   * @throws {StepError} when it ends with another code than 0, with the tail of its log.
   */
  async succeed(signal: AbortSignal): Promise<void> {
    const { code } = await this.#statusOrAbort(signal);
    if (code !== 0) throw await this.failure();
  }

  /** The sentence for a child that ended when it should not have. */
  async failure(): Promise<StepError> {
    const { code, signal } = await this.status;
    const end = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
    const tail = this.logFile === undefined ? "" : `\n${await tailOf(this.logFile)}`;
    return new StepError(`${this.name} ${end}${tail}`);
  }

  /** SIGTERM, a wait, then SIGKILL; and SIGKILL for what the child has left behind in its group. */
  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<void> {
    if (!this.#ended) {
      sendSignal(-this.pid, "SIGTERM");
      const kill = setTimeout(() => sendSignal(-this.pid, "SIGKILL"), this.#stopLimitSeconds * 1000);
      await this.status;
      clearTimeout(kill);
    }
    sendSignal(-this.pid, "SIGKILL");
    await this.#lifeline.cut();
  }

  async #statusOrAbort(signal: AbortSignal): Promise<Deno.CommandStatus> {
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => aborted.reject(signal.reason);
    signal.addEventListener("abort", onAbort);
    try {
      signal.throwIfAborted();
      return await Promise.race([this.status, aborted.promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
      await this.stop();
    }
  }
}

/** The shell sends the outputs straight to the file: nothing is lost that a child writes while it ends. */
function withOutputTo(options: ChildOptions): [string, string[]] {
  if (options.logFile === undefined) return [options.command, [...options.args]];
  const script = 'log=$1; shift; exec "$@" >"$log" 2>&1';
  return ["sh", ["-c", script, "sh", options.logFile, options.command, ...options.args]];
}
