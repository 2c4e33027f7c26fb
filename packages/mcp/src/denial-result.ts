import type { LimitRefusal, Refusal } from "@policylayer/policy";
import { unknownTool } from "./error-replies";
import type { JsonRpcId } from "./json-rpc-message";

/** What every denial begins with, so that a model (and a person reading its transcript) knows who spoke. */
const DENIED_PREFIX = "[POLICY DENIED] ";

/**
 * A refused `tools/call` as a tool result the model can read, HTTP 200. Throws on a `hide` decision: a denial would tell
 * that the tool exists. Use `refusedCall` where the decision may be any refusal.
 */
export function denialResult(
  id: JsonRpcId,
  decision: Refusal | LimitRefusal,
  callId: string,
  resultType?: "complete",
): string {
  if (decision.decision === "hide")
    throw new TypeError("a hidden tool is answered with unknownTool, not with a denial");
  const { rule, code } = decision;
  const said = { decision: decision.decision, code, rule, call_id: callId };
  const details =
    decision.decision === "rate_limited"
      ? { ...said, retry_after_ms: decision.retryAfterMs, limit: limitDetails(decision) }
      : { ...said, ...approvalDetails(decision) };
  return JSON.stringify({
    jsonrpc: "2.0",
    id,
    result: {
      // Left out where there is none: the era before 2026-07-28 doesn't know it.
      resultType,
      isError: true,
      content: [{ type: "text", text: `${DENIED_PREFIX}${decision.message}` }],
      _meta: { "policylayer/decision": details },
    },
  });
}

/** The answer to any refused call: `Unknown tool` for a hidden or absent tool, the denial for every other refusal. */
export function refusedCall(
  id: JsonRpcId,
  name: string,
  decision: Refusal | LimitRefusal,
  callId: string,
  resultType?: "complete",
): string {
  return decision.decision === "hide" ? unknownTool(id, name) : denialResult(id, decision, callId, resultType);
}

/** What was asked of a person; nothing for every other refusal. */
function approvalDetails({ asked }: Refusal): object {
  return asked === undefined ? {} : { approval: { id: asked.id, expires_at: asked.expiresAt } };
}

function limitDetails(decision: LimitRefusal): LimitRefusal["limit"] {
  const { counter, max, window, remaining } = decision.limit;
  return { counter, max, window, remaining };
}
