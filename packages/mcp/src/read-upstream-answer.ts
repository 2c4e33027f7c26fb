import type { JsonRpcId } from "./json-rpc-message";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { parseProvedJson } from "./parse-proved-json";
import { hasReservedMeta, withoutReservedMeta } from "./reserved-meta";
import { type ScannedJson, scanJson } from "./scan-json";
import { ANSWER_LIMITS, type ScanLimits } from "./scan-limits";

/** The notifications of a server (MCP 2025-11-25, schema.ts, ServerNotification) that reach its client. */
const RELAYED_NOTIFICATIONS = [
  "notifications/progress",
  "notifications/message",
  "notifications/tools/list_changed",
  "notifications/prompts/list_changed",
  "notifications/resources/list_changed",
  "notifications/resources/updated",
  "notifications/elicitation/complete",
] as const;

export type RelayedNotification = (typeof RELAYED_NOTIFICATIONS)[number];

export type UpstreamMessage =
  | {
      readonly kind: "answer";
      /** A tool result with `isError: true`. */
      readonly isToolError: boolean;
      /** A JSON-RPC error instead of a result. */
      readonly isRpcError: boolean;
      /** The whole message, without `policylayer/` keys in `result._meta`. */
      readonly value: JsonObject;
      /** What to relay: the upstream's own text, so that no number changes, or `value` written anew when keys were taken out. */
      readonly text: string;
    }
  | {
      readonly kind: "notification";
      readonly method: RelayedNotification;
      /** Of `notifications/progress`: relay only when it is the request's own. null for any other. */
      readonly progressToken: JsonRpcId | null;
      /** Of `notifications/resources/updated`: relay only when the client may read it. null for any other. */
      readonly uri: string | null;
      readonly text: string;
    }
  /** A well-formed answer to another request, or a notification that is not relayed: drop and count. */
  | { readonly kind: "foreign" }
  /** The upstream asks its client. `before` and `after` are its text around the id, without keys reserved to the gateway. */
  | {
      readonly kind: "server_request";
      readonly id: JsonRpcId;
      readonly method: string;
      readonly params: JsonObject | null;
      readonly before: string;
      readonly after: string;
    }
  /** The upstream no longer wants the answer to a request of its own. */
  | { readonly kind: "server_cancelled"; readonly requestId: JsonRpcId; readonly reason: string | null }
  /** No MCP message. Answer the client with `upstreamProtocolError`. `reason` holds nothing of the payload. */
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * One JSON-RPC message from an upstream, read for the request `id`; null takes the answer to any request, whose id is then in
 * `value`. Never throws. The same strict scan as for requests
 * (with `ANSWER_LIMITS`) proves that the client can't read the relayed text differently from us.
 */
export function readUpstreamAnswer(
  text: string,
  id: JsonRpcId | null,
  limits: ScanLimits = ANSWER_LIMITS,
): UpstreamMessage {
  if (text.charCodeAt(0) === 0xfeff) return invalid("starts with a byte order mark");
  const scan = scanJson(text, limits);
  if (scan.kind !== "ok") return invalid(`${scan.what} at offset ${scan.offset}`);
  const message = parseProvedJson(text);
  if (Array.isArray(message)) return invalid("a batch");
  if (!isJsonObject(message)) return invalid("not an object");
  if (ownMember(message, "jsonrpc") !== "2.0") return invalid("jsonrpc is not 2.0");
  const isMethod = Object.hasOwn(message, "method");
  for (const key of Object.keys(message)) {
    const isKnown =
      key === "jsonrpc" ||
      key === "id" ||
      (isMethod ? key === "method" || key === "params" : key === "result" || key === "error");
    if (!isKnown) return invalid("a key that doesn't belong there");
  }
  return isMethod ? readMethod(message, text, scan) : readAnswer(message, text, id);
}

function readAnswer(message: JsonObject, text: string, id: JsonRpcId | null): UpstreamMessage {
  const answeredId = ownMember(message, "id");
  if (!isId(answeredId)) return invalid("id is missing or neither string nor integer");
  const result = ownMember(message, "result");
  const error = ownMember(message, "error");
  if ((result === undefined) === (error === undefined)) return invalid("not exactly one of result and error");
  if (error !== undefined) {
    const isError =
      isJsonObject(error) &&
      Number.isInteger(ownMember(error, "code")) &&
      typeof ownMember(error, "message") === "string";
    if (!isError) return invalid("error without code and message");
    return id === null || answeredId === id
      ? { kind: "answer", isToolError: false, isRpcError: true, value: message, text }
      : { kind: "foreign" };
  }
  if (!isJsonObject(result)) return invalid("result is not an object");
  if (id !== null && answeredId !== id) return { kind: "foreign" };
  const isToolError = ownMember(result, "isError") === true;
  const meta = ownMember(result, "_meta");
  if (!isJsonObject(meta) || !hasReservedMeta(meta))
    return { kind: "answer", isToolError, isRpcError: false, value: message, text };
  // An upstream must not speak in the gateway's name. One that is itself behind a gateway is still relayed.
  const value = { ...message, result: { ...result, _meta: withoutReservedMeta(meta) ?? {} } };
  return { kind: "answer", isToolError, isRpcError: false, value, text: JSON.stringify(value) };
}

function readMethod(message: JsonObject, text: string, scan: ScannedJson): UpstreamMessage {
  const method = ownMember(message, "method");
  if (typeof method !== "string") return invalid("method is not a string");
  const params = ownMember(message, "params");
  if (params !== undefined && !isJsonObject(params)) return invalid("params is not an object");
  if (Object.hasOwn(message, "id")) {
    const id = ownMember(message, "id");
    return isId(id)
      ? readServerRequest(id, method, params ?? null, text, scan)
      : invalid("id is neither string nor integer");
  }
  if (method === "notifications/cancelled") {
    const requestId = params === undefined ? undefined : ownMember(params, "requestId");
    const reason = params === undefined ? undefined : ownMember(params, "reason");
    return isId(requestId)
      ? { kind: "server_cancelled", requestId, reason: typeof reason === "string" ? reason : null }
      : invalid("a cancellation of nothing");
  }
  const relayed = RELAYED_NOTIFICATIONS.find((known) => known === method);
  if (relayed === undefined) return { kind: "foreign" };
  if (relayed === "notifications/resources/updated") {
    const uri = params === undefined ? undefined : ownMember(params, "uri");
    return typeof uri === "string"
      ? { kind: "notification", method: relayed, progressToken: null, uri, text }
      : invalid("an updated resource without a URI");
  }
  if (relayed !== "notifications/progress") {
    return { kind: "notification", method: relayed, progressToken: null, uri: null, text };
  }
  const progressToken = params === undefined ? undefined : ownMember(params, "progressToken");
  return isId(progressToken)
    ? { kind: "notification", method: relayed, progressToken, uri: null, text }
    : invalid("progress without a token");
}

function readServerRequest(
  id: JsonRpcId,
  method: string,
  params: JsonObject | null,
  text: string,
  { idStart, idEnd }: ScannedJson,
): UpstreamMessage {
  const meta = params === null ? undefined : ownMember(params, "_meta");
  if (params !== null && isJsonObject(meta) && hasReservedMeta(meta)) {
    const rest = { jsonrpc: "2.0", method, params: { ...params, _meta: withoutReservedMeta(meta) ?? {} } };
    return { kind: "server_request", id, method, params, before: '{"id":', after: `,${JSON.stringify(rest).slice(1)}` };
  }
  return { kind: "server_request", id, method, params, before: text.slice(0, idStart), after: text.slice(idEnd) };
}

function isId(value: JsonValue | undefined): value is JsonRpcId {
  return typeof value === "string" || (typeof value === "number" && Number.isSafeInteger(value));
}

function invalid(reason: string): UpstreamMessage {
  return { kind: "invalid", reason };
}
