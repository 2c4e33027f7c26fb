import type { Refused } from "./classified";
import type { JsonRpcId, ParseFailure } from "./json-rpc-message";
import type { JsonValue } from "./json-value";
import { mcpErrorCodes } from "./mcp-error-codes";
import { quoteName } from "./quote-name";

/** The longest name a tool can have (MCP 2025-11-25, server/tools, Tool Names). Longer names are repeated up to here. */
const NAME_CHARS_MAX = 128;

/** The answer to a message that was refused as a whole. Its HTTP status is the failure's own. */
export function invalidRequest(
  failure: ParseFailure | Refused | { readonly code: -32600; readonly message: string },
): string {
  return errorReply("id" in failure ? (failure.id ?? null) : null, failure.code, failure.message);
}

/** -32601, HTTP 200. Also the answer to an upstream that asks for something the gateway doesn't relay. */
export function methodNotFound(id: JsonRpcId, method: string): string {
  return errorReply(id, mcpErrorCodes.methodNotFound.code, `Method not found: ${quoteName(method)}`);
}

/**
 * -32602, HTTP 200: the one answer for a tool that is hidden and a tool that doesn't exist, byte for byte. It depends on
 * nothing but id and name, so that it can't tell the two apart.
 */
export function unknownTool(id: JsonRpcId, name: string): string {
  return errorReply(id, mcpErrorCodes.invalidParams.code, `Unknown tool: ${boundedName(name)}`);
}

/** The same for what has a name or URI and is no tool. */
export function unknownNamed(id: JsonRpcId, kind: "resource" | "prompt" | "request", name: string): string {
  return errorReply(id, mcpErrorCodes.invalidParams.code, `Unknown ${kind}: ${quoteName(name)}`);
}

/** A fault of the gateway (store or audit down, shutting down): -32603, HTTP 503, safe to retry because nothing was forwarded. */
export function gatewayFault(id: JsonRpcId | null, code: string, message: string): string {
  return errorReply(id, mcpErrorCodes.internalError.code, message, { code, retryable: true });
}

/** The upstream broke the protocol. Nothing of what it said is repeated. Not retryable: the call may have had its effect. */
export function upstreamProtocolError(id: JsonRpcId): string {
  const data = { code: "upstream_protocol", retryable: false };
  return errorReply(
    id,
    mcpErrorCodes.internalError.code,
    "Upstream protocol error: the server's answer is not a valid MCP message",
    data,
  );
}

/** A JSON-RPC error response. Without an id the member is left out: MCP knows no null id. */
export function errorReply(id: JsonRpcId | null, code: number, message: string, data?: JsonValue): string {
  const idMember = id === null ? "" : `"id":${JSON.stringify(id)},`;
  const dataMember = data === undefined ? "" : `,"data":${JSON.stringify(data)}`;
  return `{"jsonrpc":"2.0",${idMember}"error":{"code":${code},"message":${JSON.stringify(message)}${dataMember}}}`;
}

/** Cut between characters, never inside a surrogate pair: the answer must itself be well-formed text. */
function boundedName(name: string): string {
  if (name.length <= NAME_CHARS_MAX) return name;
  const last = name.charCodeAt(NAME_CHARS_MAX - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? NAME_CHARS_MAX - 1 : NAME_CHARS_MAX;
  return `${name.slice(0, end)}…`;
}
