import type { Refusal } from "@policylayer/policy";
import { errorReply, unknownNamed } from "./error-replies";
import type { JsonRpcId } from "./json-rpc-message";
import { mcpErrorCodes } from "./mcp-error-codes";

/** As in a refused call's result: who reads it knows who spoke. */
const DENIED_PREFIX = "[POLICY DENIED] ";

/** What was refused: which kind of thing, and its name or URI. */
export interface Denied {
  readonly kind: "resource" | "prompt" | "request";
  readonly name: string;
}

/**
 * A refusal as a JSON-RPC error, HTTP 200, for a method whose result has no `isError`. `data` is what a refused call has in
 * `_meta["policylayer/decision"]`; `callId` is null where there is no row. A `hide` decision is answered like a thing that isn't there, and says nothing else.
 */
export function denialError(
  id: JsonRpcId,
  { kind, name }: Denied,
  { decision, code, rule, message }: Refusal,
  callId: string | null,
): string {
  if (decision === "hide") {
    return unknownNamed(id, kind, name);
  }
  const data = { decision, code, rule, ...(callId === null ? {} : { call_id: callId }), retryable: false };
  return errorReply(id, mcpErrorCodes.policyDenied.code, `${DENIED_PREFIX}${message}`, data);
}
