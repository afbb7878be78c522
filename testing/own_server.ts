import { join, resolve } from "node:path";
import { Child } from "@/scripts/process/child.ts";
import { sendSignal } from "@/scripts/process/liveness.ts";
import { findService } from "@/scripts/services/find.ts";
import { waitUntilHealthy } from "@/scripts/services/health.ts";
import { freePort } from "@/scripts/services/ports.ts";
import type { Address, Program, Service } from "@/scripts/services/service.ts";
import { PATIENCE_MS } from "@/testing/wait.ts";

/** Where `deno task test` has installed the programs of the servers it runs itself. */
const VENV = resolve(".services/venv");

/**
 * A MongoDB or Redis that belongs to one test, so that it may be killed, frozen and emptied: the servers that
 * `testServices` names are everybody's. It keeps its port and its data from one start to the next.
 */
export class OwnServer implements AsyncDisposable {
  readonly address: Address;
  #child: Child | null = null;

  private constructor(
    private readonly service: Service,
    private readonly program: Program,
    private readonly origin: "path" | "embedded",
    private readonly folder: string,
    private readonly port: number,
  ) {
    this.address = service.addressAt(port, origin);
  }

  /** @throws {Error} where only Docker could run one: its container cannot be frozen or killed from here. */
  static async start(service: Service): Promise<OwnServer> {
    const source = await findService(service, { environment: {} });
    if (source.origin !== "path" && source.origin !== "embedded") {
      throw new Error(
        `Cannot run a ${service.title} of a test's own: there is no program for it, only Docker`,
      );
    }
    const program = source.origin === "path" ? source.program : await service.embedded.program(VENV);
    const folder = await Deno.makeTempDir({ prefix: `${service.key}-` });
    const server = new OwnServer(service, program, source.origin, folder, freePort());
    await server.start();
    await service.prepare(server.address, source.origin);
    return server;
  }

  /** Where a proxy finds it. */
  get target(): { host: string; port: number } {
    return { host: "127.0.0.1", port: this.port };
  }

  /** Starts it again after {@linkcode kill}; resolves when it answers. */
  async start(): Promise<void> {
    await Deno.mkdir(this.folder, { recursive: true });
    const child = await Child.start({
      name: this.service.title,
      command: this.program.command,
      args: [...this.program.args, ...this.service.programArguments(this.port, this.folder, this.origin)],
      cwd: this.folder,
      logFile: join(this.folder, "server.log"),
    });
    this.#child = child;
    const isUp = await waitUntilHealthy(this.service, this.address, {
      limitSeconds: PATIENCE_MS / 1_000,
      signal: new AbortController().signal,
      ended: child.status,
    });
    if (!isUp) throw await child.failure();
  }

  /** Ends it as a power cut would. Its data stays. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    sendSignal(-child.pid, "SIGKILL");
    await child.status;
    await child.stop();
  }

  /** Stops it without ending it: connections stay open and nothing is answered. */
  freeze(): void {
    this.#signal("SIGSTOP");
  }

  thaw(): void {
    this.#signal("SIGCONT");
  }

  /** It comes back without its data, as after a restart without persistence. */
  async restartEmpty(): Promise<void> {
    await this.kill();
    await Deno.remove(this.folder, { recursive: true });
    await this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.thaw();
    await this.kill();
    await Deno.remove(this.folder, { recursive: true });
  }

  #signal(signal: Deno.Signal): void {
    if (this.#child) sendSignal(-this.#child.pid, signal);
  }
}
