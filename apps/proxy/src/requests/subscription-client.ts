import {
  type JsonObject,
  type JsonRpcId,
  resultReply,
  SUBSCRIPTION_ID_KEY,
  type UpstreamChange,
} from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { ClientStream } from "../upstream/client-stream";

/** What a client is told of. */
export interface Honoured {
  readonly toolsListChanged: boolean;
  readonly promptsListChanged: boolean;
  readonly resourcesListChanged: boolean;
  readonly uris: readonly string[];
}

export const NOTHING: Honoured = {
  toolsListChanged: false,
  promptsListChanged: false,
  resourcesListChanged: false,
  uris: [],
};

const FLAGS = {
  "notifications/tools/list_changed": "toolsListChanged",
  "notifications/prompts/list_changed": "promptsListChanged",
  "notifications/resources/list_changed": "resourcesListChanged",
} as const;

/** The client's side of a `subscriptions/listen`. Every message carries its request's id (MCP 2026-07-28, basic/subscriptions). */
export class SubscriptionClient {
  readonly #client: ClientStream;
  readonly #ended: Promise<void>;
  #onEnded: () => void = () => undefined;
  #honoured: Honoured | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly id: JsonRpcId,
  ) {
    this.#client = new ClientStream(exchange, runtime.settings.clientDrainMs, runtime.openStreams);
    this.#ended = new Promise((resolve) => {
      this.#onEnded = resolve;
    });
    exchange.onClientGone(() => this.end());
  }

  /** As acknowledged; null before that. */
  get honoured(): Honoured | null {
    return this.#honoured;
  }

  end(): void {
    this.#onEnded();
  }

  /** Acknowledges, and lasts until it has ended. */
  async run(honoured: Honoured): Promise<void> {
    const { exchange, runtime, id } = this;
    if (exchange.isClientGone) return;
    this.#honoured = honoured;
    const notifications: JsonObject = {
      ...(honoured.toolsListChanged ? { toolsListChanged: true } : {}),
      ...(honoured.promptsListChanged ? { promptsListChanged: true } : {}),
      ...(honoured.resourcesListChanged ? { resourcesListChanged: true } : {}),
      ...(honoured.uris.length === 0 ? {} : { resourceSubscriptions: honoured.uris }),
    };
    this.#client.open();
    this.#say("notifications/subscriptions/acknowledged", { notifications }, () => undefined);
    runtime.metrics.count("policylayer_sessions_total", "stream_opened");
    // There is nothing to wait for.
    if (Object.keys(notifications).length === 0) this.end();
    await this.#ended;
    if (!exchange.isClientGone) {
      this.#client.end(resultReply(id, { resultType: "complete", _meta: { [SUBSCRIPTION_ID_KEY]: id } }));
    }
  }

  /**
   * False: go slower; `resume` is called when there is room again. What came before the acknowledgement is not told, and nothing
   * that it leaves out.
   */
  tell({ method, uri }: UpstreamChange, resume: () => void = () => undefined): boolean {
    const honoured = this.#honoured;
    if (honoured === null || this.exchange.isClientGone) return true;
    if (method !== "notifications/resources/updated") {
      return honoured[FLAGS[method]] ? this.#say(method, {}, resume) : true;
    }
    return uri !== null && honoured.uris.includes(uri) ? this.#say(method, { uri }, resume) : true;
  }

  keepAlive(): void {
    if (this.#client.isOpen && !this.exchange.isClientGone) this.#client.keepAlive();
  }

  #say(method: string, said: JsonObject, resume: () => void): boolean {
    const params = { ...said, _meta: { [SUBSCRIPTION_ID_KEY]: this.id } };
    return this.#client.relay(JSON.stringify({ jsonrpc: "2.0", method, params }), resume);
  }
}
