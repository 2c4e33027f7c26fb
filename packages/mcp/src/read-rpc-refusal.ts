import type { JsonRpcId } from "./json-rpc-message";
import { isJsonObject, type JsonValue, ownMember } from "./json-value";
import { parseProvedJson } from "./parse-proved-json";
import { scanJson } from "./scan-json";
import { ANSWER_LIMITS } from "./scan-limits";

/** The JSON-RPC error in the body of an HTTP status that isn't 200. */
export interface RpcRefusal {
  readonly code: number;
  readonly message: string;
  readonly data: JsonValue | undefined;
}

/**
 * Reads such a body, strictly; null when it is none, or answers another request. Without an id, or with a null one, it is an
 * answer to whatever was sent: who refuses a message need not have read its id.
 */
export function readRpcRefusal(text: string, id: JsonRpcId | null): RpcRefusal | null {
  if (text.charCodeAt(0) === 0xfeff || scanJson(text, ANSWER_LIMITS).kind !== "ok") return null;
  const message = parseProvedJson(text);
  if (!isJsonObject(message) || ownMember(message, "jsonrpc") !== "2.0" || Object.hasOwn(message, "result"))
    return null;
  const answered = ownMember(message, "id") ?? null;
  if (answered !== null && answered !== id) return null;
  const error = ownMember(message, "error");
  if (!isJsonObject(error)) return null;
  const code = ownMember(error, "code");
  const said = ownMember(error, "message");
  if (typeof code !== "number" || !Number.isSafeInteger(code) || typeof said !== "string") return null;
  return { code, message: said, data: ownMember(error, "data") };
}
