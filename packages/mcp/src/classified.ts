import type { JsonRpcId } from "./json-rpc-message";
import type { JsonObject } from "./json-value";
import type { LogLevel } from "./log-levels";

export interface Initialize {
  readonly kind: "initialize";
  readonly id: JsonRpcId;
  /** As asked, at most 64 characters; see `negotiateVersion`. */
  readonly protocolVersion: string;
  /** Self-reported, at most 256 characters each: for display and records, never for authorization. */
  readonly clientInfo: { readonly name: string; readonly version: string };
  /** What the client says it can do: see `relayedClientCapabilities`. */
  readonly capabilities: JsonObject;
}

export interface Ping {
  readonly kind: "ping";
  readonly id: JsonRpcId;
}

export interface ToolsList {
  readonly kind: "tools/list";
  readonly id: JsonRpcId;
  readonly cursor: string | null;
  readonly meta: JsonObject | null;
}

/**
 * What a client adds when it sends a request again that the server had answered with `input_required` (MCP 2026-07-28, multi
 * round-trip requests). Both are the upstream's business; one of them at least is not null.
 */
export interface Retry {
  readonly inputResponses: JsonObject | null;
  /** Opaque. */
  readonly requestState: string | null;
}

/** Answered by the gateway: what is relayed of this server. */
export interface Discover {
  readonly kind: "server/discover";
  readonly id: JsonRpcId;
}

/** A stream of what changes (MCP 2026-07-28, basic/subscriptions). */
export interface SubscriptionsListen {
  readonly kind: "subscriptions/listen";
  readonly id: JsonRpcId;
  readonly toolsListChanged: boolean;
  readonly promptsListChanged: boolean;
  readonly resourcesListChanged: boolean;
  /** URIs as sent, each once. */
  readonly resourceSubscriptions: readonly string[];
}

export interface ToolsCall {
  readonly kind: "tools/call";
  readonly id: JsonRpcId;
  /** Exactly as sent: never trimmed, folded or normalised. A name no tool can have is simply unknown later. */
  readonly name: string;
  /** The value to judge; null when the call has no `arguments`. */
  readonly args: JsonObject | null;
  /** The text of `arguments` as sent, proved to have one reading: `args` and the upstream's reading can't differ in structure. */
  readonly argumentsText: string | null;
  /** Top-level argument names, sorted by code unit. */
  readonly argumentKeys: readonly string[];
  /** Of revision 2026-07-28 only. */
  readonly retry?: Retry;
  readonly meta: JsonObject | null;
}

/** A list that is relayed without what the policy refuses. */
export interface Listing {
  readonly kind: "prompts/list" | "resources/list" | "resources/templates/list";
  readonly id: JsonRpcId;
  readonly cursor: string | null;
  readonly meta: JsonObject | null;
}

export interface PromptsGet {
  readonly kind: "prompts/get";
  readonly id: JsonRpcId;
  /** Exactly as sent. */
  readonly name: string;
  /** The text of `arguments` as sent, proved to have one reading; null when absent. */
  readonly argumentsText: string | null;
  /** Top-level argument names, sorted by code unit. */
  readonly argumentKeys: readonly string[];
  /** Of revision 2026-07-28 only. */
  readonly retry?: Retry;
  readonly meta: JsonObject | null;
}

/** A message about one resource. */
export interface ResourceRequest {
  readonly kind: "resources/read" | "resources/subscribe" | "resources/unsubscribe";
  readonly id: JsonRpcId;
  /** Exactly as sent: never normalised. */
  readonly uri: string;
  /** Of revision 2026-07-28 only. */
  readonly retry?: Retry;
  readonly meta: JsonObject | null;
}

/** What is to be completed: an argument of a prompt, or a variable of a resource template. */
export type CompletionRef =
  | { readonly type: "ref/prompt"; readonly name: string; readonly title: string | null }
  | { readonly type: "ref/resource"; readonly uri: string };

export interface Complete {
  readonly kind: "completion/complete";
  readonly id: JsonRpcId;
  readonly ref: CompletionRef;
  readonly argument: { readonly name: string; readonly value: string };
  /** Arguments that are settled already; null without `context.arguments`. */
  readonly contextArguments: Readonly<Record<string, string>> | null;
  readonly meta: JsonObject | null;
}

export interface SetLevel {
  readonly kind: "logging/setLevel";
  readonly id: JsonRpcId;
  readonly level: LogLevel;
  readonly meta: JsonObject | null;
}

export interface Initialized {
  readonly kind: "notifications/initialized";
}

export interface Cancelled {
  readonly kind: "notifications/cancelled";
  readonly requestId: JsonRpcId;
  readonly reason: string | null;
}

export interface Progress {
  readonly kind: "notifications/progress";
  readonly progressToken: JsonRpcId;
  readonly progress: number;
  readonly total: number | null;
  readonly message: string | null;
}

/** The client's answer to what its server asked. Whether it was asked is for the session to say. */
export interface ClientResponse {
  readonly kind: "response";
  readonly id: JsonRpcId;
  readonly isError: boolean;
  /** What goes upstream in its place: the text as sent, without keys reserved to the gateway. */
  readonly answerText: string;
}

/** Relayed to an upstream that was told of roots. */
export interface RootsListChanged {
  readonly kind: "notifications/roots/list_changed";
}

/** A well-formed request for a method the gateway doesn't relay. Answer with `methodNotFound`, HTTP 200. */
export interface Unsupported {
  readonly kind: "unsupported";
  readonly id: JsonRpcId;
  readonly method: string;
}

/** A message that must not be forwarded. Answer with `invalidRequest` and this HTTP status. */
export interface Refused {
  readonly kind: "refused";
  /** 200 for parameters of a known request, so that clients read the error; 400 for what is no request at all. */
  readonly httpStatus: 200 | 400;
  readonly code: -32600 | -32602;
  readonly message: string;
  readonly id?: JsonRpcId;
}

export type ClassifiedNotification = Initialized | Cancelled | Progress | RootsListChanged;

export type Classified =
  | Initialize
  | Ping
  | ToolsList
  | ToolsCall
  | Listing
  | PromptsGet
  | ResourceRequest
  | Complete
  | SetLevel
  | ClientResponse
  | ClassifiedNotification
  | Unsupported
  | Refused;
