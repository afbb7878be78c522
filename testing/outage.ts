/** A way to a server that can be cut, as an outage of the network or the server does. */
export class Outage implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #connections = new Set<Deno.TcpConn>();
  readonly #accepting: Promise<void>;
  #cut = false;

  constructor(private readonly target: { host: string; port: number }) {
    this.#accepting = this.#accept();
  }

  get address(): { host: string; port: number } {
    return { host: "127.0.0.1", port: this.#listener.addr.port };
  }

  begin(): void {
    this.#cut = true;
    for (const connection of this.#connections) close(connection);
    this.#connections.clear();
  }

  end(): void {
    this.#cut = false;
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      if (this.#cut) {
        client.close();
        continue;
      }
      const server = await Deno.connect({ hostname: this.target.host, port: this.target.port });
      for (const connection of [client, server]) this.#connections.add(connection);
      const forward = (from: Deno.TcpConn, to: Deno.TcpConn) =>
        from.readable.pipeTo(to.writable).catch(() => {}).finally(() => close(from));
      forward(client, server);
      forward(server, client);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.begin();
    this.#listener.close();
    await this.#accepting;
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // Closed by its other end already.
  }
}
