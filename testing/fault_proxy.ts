import { type Protocol, type WireCommand, WireReader, type WireRequest } from "@/testing/wire_command.ts";

/** Whether the server still gets the request at which the connection fails. */
export interface FaultOptions {
  /** `before`: the request never arrives. `after`: it is carried out and its reply is lost. */
  when: "before" | "after";
  /** How often; for ever (until `pass`) if absent. */
  times?: number;
}

/** A fault that waits for a named request. */
export interface PlannedFault {
  /** How often it has happened. */
  readonly hits: number;
}

interface Plan extends WireCommand, FaultOptions {
  effect: "cut" | "freeze";
  hits: number;
}

/**
 * A way to a server on which everything can go wrong that networks and servers do. Requests are passed on one by one,
 * so that one can be named and disturbed. MongoDB is reached through it with `directConnection=true`.
 */
export class FaultProxy implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #links = new Set<Link>();
  readonly #records: WireCommand[][] = [];
  readonly #accepting: Promise<void>;
  readonly #traffic = new Traffic();
  #refusing = false;
  #plans: Plan[] = [];

  constructor(
    private readonly target: { host: string; port: number },
    private readonly protocol: Protocol,
  ) {
    this.#accepting = this.#accept();
  }

  get address(): { host: string; port: number } {
    return { host: "127.0.0.1", port: this.#listener.addr.port };
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#links.size;
  }

  /** Ends every fault but the silence of connections that `freezeExisting` or a plan has frozen. */
  pass(): void {
    this.#refusing = false;
    this.#plans = [];
    this.#traffic.thaw();
    this.#traffic.delayMs = 0;
  }

  /** The connections that exist go silent for good but stay open; new ones work: half-open, as after a lost router. */
  freezeExisting(): void {
    for (const link of this.#links) link.freeze();
  }

  /** Connections and bytes are taken and nothing is answered until `pass`, as by a server that is stopped. */
  freezeAll(): void {
    this.#traffic.freeze();
  }

  /** Breaks every connection that exists; new ones work. */
  cut(): void {
    for (const link of this.#links) link.close();
  }

  /** Breaks every connection, and each new one at once, until `pass`. */
  refuse(): void {
    this.#refusing = true;
    this.cut();
  }

  /** Each request and each reply takes this much longer until `pass`. */
  slow(delayMs: number): void {
    this.#traffic.delayMs = delayMs;
  }

  /** Breaks a connection at each request of that name; an empty target means any. */
  cutAt(request: WireCommand, options: FaultOptions): PlannedFault {
    return this.#plan({ ...request, ...options, effect: "cut", hits: 0 });
  }

  /** Silences a connection at each request of that name, for good; an empty target means any. */
  freezeAt(request: WireCommand, options: FaultOptions): PlannedFault {
    return this.#plan({ ...request, ...options, effect: "freeze", hits: 0 });
  }

  /** A list that takes the name of each request from now on. */
  record(): readonly WireCommand[] {
    const record: WireCommand[] = [];
    this.#records.push(record);
    return record;
  }

  #plan(plan: Plan): PlannedFault {
    this.#plans.push(plan);
    return plan;
  }

  #faultFor({ command, target }: WireCommand): Plan | undefined {
    for (const record of this.#records) record.push({ command, target });
    const plan = this.#plans.find((plan) =>
      plan.command === command && (plan.target === "" || plan.target === target) &&
      plan.hits < (plan.times ?? Infinity)
    );
    if (plan) plan.hits++;
    return plan;
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      if (this.#refusing) client.close();
      else this.#connect(client);
    }
  }

  async #connect(client: Deno.TcpConn): Promise<void> {
    let server: Deno.TcpConn;
    try {
      server = await Deno.connect({ hostname: this.target.host, port: this.target.port });
    } catch {
      // The server itself is away: its clients see what they would without the proxy.
      client.close();
      return;
    }
    const link = new Link(client, server, this.#traffic);
    if (this.#refusing) return link.close();
    this.#links.add(link);
    await link.run(new WireReader(this.protocol), (request) => this.#faultFor(request));
    this.#links.delete(link);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.#traffic.thaw();
    for (const link of this.#links) link.close();
    await this.#accepting;
  }
}

/** What holds for all connections of a proxy at once. */
class Traffic {
  delayMs = 0;
  #standstill: PromiseWithResolvers<void> | null = null;

  freeze(): void {
    this.#standstill ??= Promise.withResolvers<void>();
  }

  thaw(): void {
    this.#standstill?.resolve();
    this.#standstill = null;
  }

  /** Resolves when bytes may go on. */
  async free(): Promise<void> {
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    while (this.#standstill) await this.#standstill.promise;
  }
}

/** One client's connection and its counterpart to the server. */
class Link {
  readonly #closed = Promise.withResolvers<void>();
  readonly #traffic: Traffic;
  #frozen = false;
  #onReply: "cut" | "freeze" | null = null;

  constructor(
    private readonly client: Deno.TcpConn,
    private readonly server: Deno.TcpConn,
    traffic: Traffic,
  ) {
    this.#traffic = traffic;
  }

  freeze(): void {
    this.#frozen = true;
  }

  close(): void {
    this.#closed.resolve();
    closeQuietly(this.client);
    closeQuietly(this.server);
  }

  /** Passes bytes on until either end closes. */
  async run(reader: WireReader, faultFor: (request: WireRequest) => Plan | undefined): Promise<void> {
    await Promise.race([
      this.#closed.promise,
      this.#forwardRequests(reader, faultFor).catch(() => {}),
      this.#forwardReplies().catch(() => {}),
    ]);
    this.close();
  }

  async #forwardRequests(reader: WireReader, faultFor: (request: WireRequest) => Plan | undefined) {
    for await (const chunk of this.client.readable) {
      for (const request of reader.push(chunk)) {
        const fault = faultFor(request);
        if (fault?.when === "after") this.#onReply = fault.effect;
        if (fault?.when === "before" && fault.effect === "cut") return this.close();
        if (fault?.when === "before") this.freeze();
        await this.#free();
        await writeAll(this.server, request.bytes);
      }
    }
  }

  async #forwardReplies() {
    for await (const chunk of this.server.readable) {
      if (this.#onReply === "cut") return this.close();
      if (this.#onReply === "freeze") this.freeze();
      await this.#free();
      await writeAll(this.client, chunk);
    }
  }

  async #free(): Promise<void> {
    await this.#traffic.free();
    if (this.#frozen) await this.#closed.promise;
  }
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) written += await connection.write(bytes.subarray(written));
}

function closeQuietly(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // Closed by its other end already.
  }
}
