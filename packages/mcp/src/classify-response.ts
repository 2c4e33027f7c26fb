import type { ClientResponse, Refused } from "./classified";
import type { ParsedResponse } from "./json-rpc-message";
import { isJsonObject, ownMember } from "./json-value";
import { notAccepted } from "./read-params";
import { hasReservedMeta, withoutReservedMeta } from "./reserved-meta";

/** A client's answer (JSON-RPC 2.0, section 5). What it answers is not known here. */
export function classifyResponse({ id, result, error, answerText }: ParsedResponse): ClientResponse | Refused {
  if (error !== null) {
    const isError = Number.isInteger(ownMember(error, "code")) && typeof ownMember(error, "message") === "string";
    return isError
      ? { kind: "response", id, isError: true, answerText }
      : notAccepted("`error` needs an integer `code` and a `message`");
  }
  const meta = result === null ? undefined : ownMember(result, "_meta");
  if (!isJsonObject(meta) || !hasReservedMeta(meta)) return { kind: "response", id, isError: false, answerText };
  const clean = JSON.stringify({ ...result, _meta: withoutReservedMeta(meta) ?? {} });
  return { kind: "response", id, isError: false, answerText: clean };
}
