import type { JsonRpcId } from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import { describeFault, type FailedExchange, faultReply } from "../upstream/upstream-fault";
import type { UpstreamResult } from "../upstream/upstream-result";

/** The fault of an answer that is well formed and still makes no sense for its request. */
export const PROTOCOL_FAULT: FailedExchange = { kind: "protocol", reason: "unfit result", status: 200, bytes: 0 };

/** Answers a request that is not recorded and whose exchange gave no usable answer. */
export function answerFault(
  exchange: Exchange,
  id: JsonRpcId,
  result: Exclude<UpstreamResult, { kind: "answer" }>,
): void {
  // Only a notification is accepted without an answer, and only a relayed stream can be resumed.
  const fault = result.kind === "accepted" || result.kind === "detached" ? PROTOCOL_FAULT : result;
  exchange.json(200, faultReply(id, describeFault(fault), null));
}
