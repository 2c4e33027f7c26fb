import type { Rights, UpstreamAddress } from "../../grants/grant";
import type { ClientSession } from "../../sessions/session-directory";
import type { HttpSseConnection } from "./http-sse-connection";
import type { StreamOpened } from "./http-sse-stream";

/** Sessions in this process. Beyond, the one used longest ago makes room if nobody waits on it; its client gets another. */
const CONNECTIONS_MAX = 2_000;
const PER_SERVER_MAX = 256;
/** A session nobody has used for so long ends; the next request opens another. */
const IDLE_MS = 600_000;
/** The same before any request said whose it is. */
const UNCLAIMED_MS = 60_000;
/** An open stream waits this long for the `initialize` it was opened for. */
const SPARE_MS = 10_000;

export interface Opening {
  readonly connection: HttpSseConnection;
  readonly opened: Promise<StreamOpened>;
}

export interface HttpSseConnectionsDeps {
  /** The rights as they are now; null when grant, binding or session is no more. Rejects when nobody can say. */
  readonly look: (owner: { readonly rights: Rights; readonly session: ClientSession }) => Promise<Rights | null>;
}

/** The HTTP+SSE sessions that this process holds, by the id under which the proxy knows them. */
export class HttpSseConnections {
  /** In the order of their last use. */
  readonly #connections = new Map<string, HttpSseConnection>();
  /** Opened to find out whether there is an upstream, for whoever initializes next. */
  readonly #spares = new Map<string, Opening>();
  #isOver = false;

  constructor(private readonly deps: HttpSseConnectionsDeps) {}

  get size(): number {
    return this.#connections.size;
  }

  holds(id: string | null): boolean {
    return id !== null && this.#connections.has(id);
  }

  /** null: another process has it, or it has ended. */
  find(upstream: UpstreamAddress, id: string): HttpSseConnection | null {
    const connection = this.#connections.get(id);
    if (connection === undefined || !connection.isOf(upstream)) return null;
    this.#connections.delete(id);
    this.#connections.set(id, connection);
    connection.usedAtMs = performance.now();
    return connection;
  }

  /** False when there is no room, and nobody to make any. */
  add(connection: HttpSseConnection): boolean {
    if (this.#isOver) return false;
    const { serverId } = connection.options.upstream;
    const ofServer = [...this.#connections.values()].filter(({ options }) => options.upstream.serverId === serverId);
    if (ofServer.length >= PER_SERVER_MAX && !makeRoom(ofServer)) return false;
    if (this.#connections.size >= CONNECTIONS_MAX && !makeRoom([...this.#connections.values()])) return false;
    this.#connections.set(connection.id, connection);
    return true;
  }

  forget({ id }: HttpSseConnection): void {
    this.#connections.delete(id);
  }

  end(id: string): void {
    this.#connections.get(id)?.close("the session ended");
  }

  /** The stream that is opened to see whether there is anybody; one at a time for all who ask. */
  spare(upstream: UpstreamAddress, open: () => Opening): Opening {
    const key = keyOf(upstream);
    const known = this.#spares.get(key);
    if (known !== undefined && !known.connection.isOver) return known;
    const opening = open();
    this.#spares.set(key, opening);
    const discard = () => {
      if (this.#spares.get(key) === opening) this.#spares.delete(key);
    };
    void opening.opened.then(({ kind }) => {
      if (kind === "failed") {
        discard();
        return;
      }
      setTimeout(() => {
        if (this.#spares.get(key) !== opening) return;
        discard();
        opening.connection.close("nobody needed it");
      }, SPARE_MS).unref();
    });
    return opening;
  }

  /** Once. */
  takeSpare(upstream: UpstreamAddress): Opening | null {
    const key = keyOf(upstream);
    const opening = this.#spares.get(key);
    this.#spares.delete(key);
    return opening === undefined || opening.connection.isOver ? null : opening;
  }

  /** Ends what nobody has used for long, and what has outlived its grant or its session. What nobody can tell of is kept. */
  async sweep(): Promise<void> {
    const nowMs = performance.now();
    await Promise.all([...this.#connections.values()].map((connection) => this.#check(connection, nowMs)));
  }

  /** For good: nothing is added any more. */
  closeAll(): void {
    this.#isOver = true;
    const spares = [...this.#spares.values()].map(({ connection }) => connection);
    for (const connection of [...this.#connections.values(), ...spares]) connection.close("the gateway is stopping");
    this.#spares.clear();
  }

  async #check(connection: HttpSseConnection, nowMs: number): Promise<void> {
    const { owner, isInUse, usedAtMs } = connection;
    if (!isInUse && nowMs - usedAtMs >= (owner === null ? UNCLAIMED_MS : IDLE_MS)) {
      connection.close("nobody used it");
      return;
    }
    if (owner === null) return;
    const rights = await this.deps.look(owner);
    if (rights === null) connection.close("its grant or its session has ended");
    else connection.owner = { ...owner, rights };
  }
}

/** The first is the one used longest ago. */
function makeRoom(connections: readonly HttpSseConnection[]): boolean {
  const idle = connections.find(({ isInUse }) => !isInUse);
  idle?.close("others need the room");
  return idle !== undefined;
}

function keyOf({ serverId, url }: UpstreamAddress): string {
  return `${serverId} ${url}`;
}
