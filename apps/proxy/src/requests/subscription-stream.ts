import type { JsonRpcId, UpstreamChange } from "@policylayer/mcp";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import type { SessionStream } from "../sessions/session-streams";
import type { ChangeStream } from "./change-source";
import { lookCurrent } from "./require-current";
import { type Honoured, SubscriptionClient } from "./subscription-client";

/** A `subscriptions/listen` to one server. */
export class SubscriptionStream implements SessionStream, ChangeStream {
  readonly sessionId = null;
  readonly grantId: string;
  readonly #client: SubscriptionClient;
  readonly #upstreamUrl: string;

  constructor(
    private readonly runtime: Runtime,
    exchange: Exchange,
    private readonly caller: StatelessCaller,
    private rights: Rights,
    id: JsonRpcId,
  ) {
    this.#client = new SubscriptionClient(runtime, exchange, id);
    this.#upstreamUrl = rights.binding.upstream.url;
    this.grantId = rights.grant.grantId;
  }

  async look(): Promise<boolean> {
    const rights = await lookCurrent(this.runtime, this.rights, this.caller);
    if (rights !== null) this.rights = rights;
    return rights !== null;
  }

  end(): void {
    this.#client.end();
  }

  /** The rights were just looked at: what they no longer allow ends the stream. The client comes again and is told what is left. */
  async resubscribe(): Promise<void> {
    const { rights } = this;
    const uris = this.#client.honoured?.uris ?? [];
    const isAllowed = uris.every((uri) => isResourceShown(rights, uri));
    if (!isAllowed || rights.binding.upstream.url !== this.#upstreamUrl) this.end();
  }

  /** Until it has ended. */
  run(honoured: Honoured): Promise<void> {
    return this.#client.run(honoured);
  }

  tell(change: UpstreamChange, resume?: () => void): boolean {
    if (change.uri !== null && !isResourceShown(this.rights, change.uri)) return true;
    return this.#client.tell(change, resume);
  }

  keepAlive(): void {
    this.#client.keepAlive();
  }
}
