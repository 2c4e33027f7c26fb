import { newId } from "@policylayer/crypto";
import {
  type ListChange,
  readSubscription,
  rebuildListen,
  type StatelessEnvelope,
  type SubscriptionFilter,
} from "@policylayer/mcp";
import type { UpstreamAddress } from "../grants/grant";
import { repeatsCredential } from "./credentials";
import type { ForwardDeps } from "./forward";
import { listen } from "./listen";
import { type Listening, UpstreamListener } from "./upstream-listener";

/** What an upstream gets to acknowledge that it is listened to. */
const ACKNOWLEDGE_MS = 10_000;
/** An upstream that says so much in a row that nobody asked for isn't listened to any more. */
const DROPPED_MAX = 100;

/** What is told by a subscription. */
export type Change =
  | { readonly kind: "list_changed"; readonly method: ListChange }
  | { readonly kind: "updated"; readonly uri: string };

export interface SubscriptionHandler {
  /** False: go slower; `resume` is called when there is room again. */
  onChange(change: Change, resume: () => void): boolean;
  onDrop(kind: string): void;
  onSign(): void;
}

const FLAGS = {
  "notifications/tools/list_changed": "toolsListChanged",
  "notifications/prompts/list_changed": "promptsListChanged",
  "notifications/resources/list_changed": "resourcesListChanged",
} as const;

/**
 * One `subscriptions/listen` (MCP 2026-07-28) towards an upstream. It lasts until the upstream ends it, says what can't be read,
 * or `close`. `opened` and `ended` never reject; nothing is told before `opened` is `open`, which is when the upstream has
 * acknowledged, nor of what wasn't asked for.
 */
export class UpstreamSubscription {
  readonly opened: Promise<Listening>;
  readonly ended: Promise<void>;
  readonly #id = newId("call");
  readonly #listener: UpstreamListener;
  #onOpened: (listening: Listening) => void = () => undefined;
  #isAcknowledged = false;
  #credentials: readonly string[] | null = null;
  #dropped = 0;

  constructor(
    deps: ForwardDeps,
    upstream: UpstreamAddress,
    private readonly filter: SubscriptionFilter,
    envelope: StatelessEnvelope,
    private readonly handler: SubscriptionHandler,
  ) {
    this.opened = new Promise((resolve) => {
      this.#onOpened = resolve;
    });
    this.#listener = new UpstreamListener(
      {
        onMessage: (text, _eventId, _retryMs, resume) => this.#take(text, resume),
        onSign: () => handler.onSign(),
        onOther: () => this.#drop("event_type"),
      },
      deps.settings.answerBytesMax,
    );
    const late = setTimeout(() => this.close(), Math.min(ACKNOWLEDGE_MS, deps.settings.totalTimeoutMs));
    void this.opened.then(() => clearTimeout(late));
    void this.#listener.opened.then((listening) => {
      if (listening.kind !== "open") this.#onOpened(listening);
    });
    this.ended = this.#listener.ended.then(() => this.#onOpened({ kind: "failed", reason: "not acknowledged" }));
    const { body, headers } = rebuildListen(this.#id, filter, envelope);
    const { traceparent } = envelope;
    const context = { sessionId: null, protocolVersion: null, traceparent, messageHeaders: headers };
    this.#credentials = listen(deps, upstream, context, this.#listener, body)?.credentials ?? null;
  }

  close(): void {
    this.#listener.close();
  }

  #take(text: string, resume: () => void): boolean {
    if (repeatsCredential(text, this.#credentials)) return this.#breach("credential");
    const message = readSubscription(text, this.#id);
    if (message.kind === "foreign") return this.#drop(message.kind);
    if (!this.#isAcknowledged && message.kind !== "acknowledged") return this.#breach("invalid");
    switch (message.kind) {
      case "acknowledged":
        this.#isAcknowledged = true;
        this.#onOpened({ kind: "open" });
        return true;
      case "ended":
      case "refused":
        this.close();
        return true;
      case "invalid":
        return this.#breach(message.kind);
      case "list_changed":
        if (this.filter[FLAGS[message.method]] !== true) return this.#drop("unasked");
        break;
      case "updated":
        // Of what was subscribed to, or of a part of it (MCP 2025-11-25, server/resources, Subscriptions).
        if (this.filter.resourceSubscriptions?.some((uri) => message.uri.startsWith(uri)) !== true) {
          return this.#drop("unasked");
        }
        break;
    }
    this.#dropped = 0;
    return this.handler.onChange(message, resume);
  }

  #drop(kind: string): boolean {
    this.handler.onDrop(kind);
    this.#dropped += 1;
    if (this.#dropped > DROPPED_MAX) this.close();
    return true;
  }

  #breach(kind: string): boolean {
    this.handler.onDrop(kind);
    this.close();
    return true;
  }
}
