import type { Grant } from "../grants/grant";
import { findCurrentGrant } from "../requests/require-current";
import type { Runtime } from "../runtime";
import type { SessionStream } from "../sessions/session-streams";
import { ClientStream } from "../upstream/client-stream";
import { MergedSink } from "./merged-sink";
import { ServerStream } from "./server-stream";
import { bindingsOf, type TeamSessionRequest } from "./team-request";
import { withinMs } from "./within-ms";

/** One client listens to all servers of its grant. A server that comes to the grant later is listened to as well. */
export class TeamStream implements SessionStream {
  readonly sessionId: string;
  readonly grantId: string;
  readonly #client: ClientStream;
  readonly #sink: MergedSink;
  /** By slug. */
  readonly #servers = new Map<string, ServerStream>();
  #isOver = false;
  #onOver: () => void = () => undefined;

  constructor(
    private readonly runtime: Runtime,
    private readonly request: TeamSessionRequest,
    private grant: Grant,
  ) {
    this.sessionId = request.session.sessionId;
    this.grantId = grant.grantId;
    this.#client = new ClientStream(request.exchange, runtime.settings.clientDrainMs, runtime.openStreams);
    this.#sink = new MergedSink(this.#client);
  }

  /** Ends with the client, the grant or the session. False when no server has anything to listen to, and nothing was answered. */
  async run(): Promise<boolean> {
    const { runtime } = this;
    const { exchange } = this.request;
    const over = new Promise<void>((resolve) => {
      this.#onOver = resolve;
    });
    exchange.res.once("close", () => this.end());
    this.#follow();
    const streams = [...this.#servers.values()];
    // The stream opens at the latest when every server has had its time.
    await withinMs(runtime.settings.teamServerMs, anyHasOpened(streams));
    if (exchange.isClientGone || this.#isOver) return true;
    if (!this.#client.isOpen && streams.length > 0 && streams.every(({ state }) => state === "silent")) {
      this.end();
      return false;
    }
    this.#client.open();
    runtime.metrics.count("policylayer_sessions_total", "stream_opened");
    await over;
    if (!exchange.isClientGone) this.#client.close();
    return true;
  }

  async look(): Promise<boolean> {
    const found = await findCurrentGrant(this.runtime, this.grant, this.sessionId);
    if (found === null || !found.isSessionThere) return false;
    this.grant = found.grant;
    this.#follow();
    return true;
  }

  async resubscribe(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((stream) => stream.resubscribe()));
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const stream of this.#servers.values()) stream.end();
    this.#onOver();
  }

  /** Listens to the grant's servers and no others, each by the rights in force. */
  #follow(): void {
    if (this.#isOver) return;
    const { grant, runtime } = this;
    for (const binding of bindingsOf(grant)) {
      const rights = { grant, binding };
      const known = this.#servers.get(binding.serverSlug);
      if (known === undefined) {
        const stream = new ServerStream(runtime, this.request.session, rights, this.#sink);
        this.#servers.set(binding.serverSlug, stream);
        stream.start();
      } else known.rights = rights;
    }
    for (const [slug, stream] of this.#servers) {
      if (grant.bindings.has(slug)) continue;
      stream.end();
      this.#servers.delete(slug);
    }
  }
}

/** Once one of them is open, or none of them will be for now. */
async function anyHasOpened(streams: readonly ServerStream[]): Promise<void> {
  const settled = Promise.all(streams.map(({ settled }) => settled)).then(() => undefined);
  await Promise.race([settled, ...streams.map(({ opened }) => opened)]);
}
