/** The port on which the child answers, or what it has written before it ended. */
export type ServerState = { port: number } | { failure: string };

/** How much of the child's error output is kept for the error page, in characters. */
const OUTPUT_MAX = 20_000;

/** The child process of the development server: one at a time, replaced on demand. */
export class ServerProcess {
  #child: Deno.ChildProcess | null = null;
  #state: Promise<ServerState> = Promise.resolve({ failure: "Not started" });
  #starts = 0;

  /** @param portVariable name of the environment variable that gives the child its port */
  constructor(readonly portVariable: string) {}

  /** What came of the last start; waits while it is under way. */
  get state(): Promise<ServerState> {
    return this.#state;
  }

  /** Replaces the child by a new one and waits until that answers or has ended. */
  async restart(): Promise<ServerState> {
    const start = ++this.#starts;
    const before = this.#state;
    const state = before.then(() => this.stop()).then(() => this.#spawn());
    this.#state = state;
    const result = await state;
    return start === this.#starts ? result : await this.#state;
  }

  /** Ends the child at once: it holds nothing that a development server would have to save. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await child.status;
  }

  async #spawn(): Promise<ServerState> {
    const port = freePort();
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", Deno.mainModule, ...Deno.args],
      env: { [this.portVariable]: String(port) },
      stdin: "piped",
      stderr: "piped",
    }).spawn();
    this.#child = child;
    const output = tee(child.stderr);
    const ended = new AbortController();
    const failed = child.status.then(async ({ code }): Promise<ServerState> => {
      ended.abort();
      const failure = `${await output()}\nThe server ended with code ${code}`;
      if (this.#child === child) this.#state = Promise.resolve({ failure });
      return { failure };
    });
    return await Promise.race([failed, answers(port, ended.signal).then(() => ({ port }))]);
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Passes error output on and returns a function that waits for its end and gives the last part of it. */
function tee(stream: ReadableStream<Uint8Array>): () => Promise<string> {
  let text = "";
  const done = (async () => {
    for await (const chunk of stream) {
      await Deno.stderr.write(chunk);
      text = (text + new TextDecoder().decode(chunk)).slice(-OUTPUT_MAX);
    }
  })();
  return async () => {
    await done;
    return text;
  };
}

/** Resolves when a server accepts connections on the port. */
async function answers(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
