import { invalidRequest, type JsonRpcId } from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";

/** An id tells answers apart, so that a session can use it for one request at a time (JSON-RPC 2.0). */
export function refuseUsedId(exchange: Exchange, id: JsonRpcId): void {
  const message = "Invalid request: this session has a request with this id in flight";
  exchange.json(400, invalidRequest({ kind: "refused", httpStatus: 400, code: -32600, message, id }));
}
