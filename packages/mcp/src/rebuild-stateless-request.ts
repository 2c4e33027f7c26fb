import type { Complete, Listing, PromptsGet, ResourceRequest, Retry, ToolsCall, ToolsList } from "./classified";
import { type HeaderParam, paramHeaders } from "./header-params";
import { encodeHeaderValue } from "./header-value";
import type { JsonRpcId } from "./json-rpc-message";
import type { JsonObject } from "./json-value";
import type { LogLevel } from "./log-levels";
import { completionMembers, type Forwardable } from "./rebuild-request";
import { isReservedMeta } from "./reserved-meta";
import { ENVELOPE_KEYS, isEnvelopeKey, STATELESS_VERSION } from "./stateless-version";

/** The messages of a client that exist in revision 2026-07-28 and may go to an upstream. */
export type StatelessForwardable =
  | ToolsCall
  | ToolsList
  | Listing
  | PromptsGet
  | (ResourceRequest & { readonly kind: "resources/read" })
  | Complete;

/** What a request of this revision says of its sender. */
export interface StatelessEnvelope {
  /** Self-reported; null leaves it out. */
  readonly clientInfo: { readonly name: string; readonly version: string } | null;
  /** What the upstream may ask for, and no more. */
  readonly clientCapabilities: JsonObject;
  /** null: no log messages are wanted. */
  readonly logLevel: LogLevel | null;
  readonly progressToken: JsonRpcId | null;
  /** Well formed, or null. The client's own in `_meta` goes before. */
  readonly traceparent: string | null;
}

export interface RebuiltRequest {
  readonly body: string;
  /** What the headers repeat of the body, as name, value, name, value. */
  readonly headers: readonly string[];
}

const NO_PARAMS: readonly HeaderParam[] = [];

export function isStatelessForwardable(message: Forwardable): message is StatelessForwardable {
  switch (message.kind) {
    case "tools/call":
    case "tools/list":
    case "prompts/list":
    case "prompts/get":
    case "resources/list":
    case "resources/templates/list":
    case "resources/read":
    case "completion/complete":
      return true;
    default:
      return false;
  }
}

/**
 * The upstream message in revision 2026-07-28, built as `rebuildRequest` builds it, and the headers that repeat it. The envelope
 * in `_meta` is ours alone: what the message itself has under its keys is left out. `headerParams`: of the tool that is called.
 */
export function rebuildStatelessRequest(
  message: StatelessForwardable,
  envelope: StatelessEnvelope,
  headerParams: readonly HeaderParam[] = NO_PARAMS,
): RebuiltRequest {
  const { id, kind, meta } = message;
  const params = `${membersOf(message)}"_meta":${JSON.stringify(toMeta(meta, envelope))}`;
  return {
    body: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"method":"${kind}","params":{${params}}}`,
    headers: headersOf(
      kind,
      "name" in message ? message.name : "uri" in message ? message.uri : null,
      kind === "tools/call" ? paramHeaders(headerParams, message.args) : [],
    ),
  };
}

/** `server/discover`: what an upstream can do, and whether it speaks this revision at all. */
export function rebuildDiscover(id: JsonRpcId, envelope: StatelessEnvelope): RebuiltRequest {
  const meta = JSON.stringify(toMeta(null, envelope));
  return {
    body: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"method":"server/discover","params":{"_meta":${meta}}}`,
    headers: headersOf("server/discover", null, []),
  };
}

/** What a `subscriptions/listen` asks to be told of. */
export interface SubscriptionFilter {
  readonly toolsListChanged?: true;
  readonly promptsListChanged?: true;
  readonly resourcesListChanged?: true;
  readonly resourceSubscriptions?: readonly string[];
}

/** `subscriptions/listen`. Its id is what the upstream marks every message of the stream with. */
export function rebuildListen(id: JsonRpcId, filter: SubscriptionFilter, envelope: StatelessEnvelope): RebuiltRequest {
  const params = JSON.stringify({ notifications: filter, _meta: toMeta(null, envelope) });
  return {
    body: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"method":"subscriptions/listen","params":${params}}`,
    headers: headersOf("subscriptions/listen", null, []),
  };
}

/** Ends with a comma wherever there are any. */
function membersOf(message: StatelessForwardable): string {
  switch (message.kind) {
    case "tools/call":
    case "prompts/get": {
      const args = message.argumentsText === null ? "" : `"arguments":${message.argumentsText},`;
      return `"name":${JSON.stringify(message.name)},${args}${retryMembers(message.retry)}`;
    }
    case "resources/read":
      return `"uri":${JSON.stringify(message.uri)},${retryMembers(message.retry)}`;
    case "completion/complete":
      return `${completionMembers(message)},`;
    case "tools/list":
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return message.cursor === null ? "" : `"cursor":${JSON.stringify(message.cursor)},`;
  }
}

function retryMembers(retry: Retry | undefined): string {
  if (retry === undefined) return "";
  const { inputResponses, requestState } = retry;
  const responses = inputResponses === null ? "" : `"inputResponses":${JSON.stringify(inputResponses)},`;
  return requestState === null ? responses : `${responses}"requestState":${JSON.stringify(requestState)},`;
}

function toMeta(meta: JsonObject | null, envelope: StatelessEnvelope): JsonObject {
  const { clientInfo, clientCapabilities, logLevel, progressToken, traceparent } = envelope;
  const entries: [string, JsonObject[string]][] = [
    [ENVELOPE_KEYS.protocolVersion, STATELESS_VERSION],
    [ENVELOPE_KEYS.clientCapabilities, clientCapabilities],
  ];
  if (clientInfo !== null) {
    entries.push([ENVELOPE_KEYS.clientInfo, { name: clientInfo.name, version: clientInfo.version }]);
  }
  if (logLevel !== null) entries.push([ENVELOPE_KEYS.logLevel, logLevel]);
  if (progressToken !== null) entries.push(["progressToken", progressToken]);
  if (traceparent !== null && (meta === null || !Object.hasOwn(meta, "traceparent"))) {
    entries.push(["traceparent", traceparent]);
  }
  for (const entry of Object.entries(meta ?? {})) {
    const [key] = entry;
    if (key !== "progressToken" && !isEnvelopeKey(key) && !isReservedMeta(key)) entries.push(entry);
  }
  // `fromEntries` defines properties and runs no setter, so that a `__proto__` key stays data.
  return Object.fromEntries(entries);
}

function headersOf(method: string, name: string | null, params: readonly string[]): readonly string[] {
  const headers = ["mcp-protocol-version", STATELESS_VERSION, "mcp-method", method];
  if (name !== null) headers.push("mcp-name", encodeHeaderValue(name));
  headers.push(...params);
  return headers;
}
