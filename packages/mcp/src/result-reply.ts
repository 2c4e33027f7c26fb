import type { JsonRpcId } from "./json-rpc-message";
import type { JsonObject } from "./json-value";

/** A JSON-RPC result of the gateway's own making, HTTP 200. `{}` answers a ping. */
export function resultReply(id: JsonRpcId, result: JsonObject): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${JSON.stringify(result)}}`;
}
