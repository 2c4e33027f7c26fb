import type { CallOutcome } from "@policylayer/gate";
import type { UpstreamAnswer } from "../upstream/upstream-result";

/** What an upstream's answer is in the record. */
export function readRpcOutcome({ isRpcError, isToolError }: Pick<UpstreamAnswer, "isRpcError" | "isToolError">): {
  readonly outcome: CallOutcome["outcome"];
  readonly message: string | null;
} {
  if (isRpcError) return { outcome: "upstream_error", message: "The server answered with a JSON-RPC error." };
  return { outcome: isToolError ? "tool_error" : "ok", message: null };
}
