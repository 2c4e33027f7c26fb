import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A door in front of a TCP service that can be shut: the way to take Redis or Postgres away from one proxy alone. */
export class TcpGate {
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #isOpen = true;
  #isStalled = false;

  private constructor(readonly port: number) {}

  static async before(target: { host: string; port: number }): Promise<{ gate: TcpGate; close(): Promise<void> }> {
    let gate: TcpGate | null = null;
    const server = createServer((from) => {
      if (gate === null || !gate.#isOpen) return void from.destroy();
      const current = gate;
      const to = connect(target.port, target.host);
      const pair = [from, to] as const;
      gate.#pairs.add(pair);
      const end = () => {
        from.destroy();
        to.destroy();
        current.#pairs.delete(pair);
      };
      for (const socket of pair) socket.on("error", end).on("close", end);
      from.on("data", (chunk) => to.write(chunk));
      to.on("data", (chunk) => from.write(chunk));
      if (current.#isStalled) for (const socket of pair) socket.pause();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    gate = new TcpGate((server.address() as AddressInfo).port);
    const opened = gate;
    return {
      gate,
      async close() {
        opened.shut();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  shut(): void {
    this.#isOpen = false;
    for (const [from, to] of this.#pairs) {
      from.destroy();
      to.destroy();
    }
    this.#pairs.clear();
  }

  /** Connections stay and nothing gets through: a service that no longer answers. What was said arrives later. */
  stall(): void {
    this.#isStalled = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  reopen(): void {
    this.#isOpen = true;
    this.#isStalled = false;
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }
}

/** The same address behind a gate. */
export async function gateBefore(url: string): Promise<{ url: string; gate: TcpGate; close(): Promise<void> }> {
  const parsed = new URL(url);
  const { gate, close } = await TcpGate.before({ host: parsed.hostname, port: Number(parsed.port) });
  parsed.hostname = "127.0.0.1";
  parsed.port = String(gate.port);
  return { url: parsed.href, gate, close };
}
