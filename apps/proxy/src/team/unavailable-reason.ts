import type { UpstreamResult } from "../upstream/upstream-result";

/** Of a server that answered with a JSON-RPC error of its own, which is not repeated: it speaks to nobody here. */
export const ANOTHER_ERROR = "it answered with an error";
export const NO_MCP = "its answer is not a valid MCP message";
export const LATE = "it did not answer in time";

/** Why a server is left out, in words that end a sentence. Nothing of what it said. */
export function reasonOf(result: Exclude<UpstreamResult, { kind: "answer" }>): string {
  switch (result.kind) {
    case "not_sent":
      if (result.detail !== undefined) return result.reason;
      if (result.retryAfterMs !== undefined) {
        return "it could not be reached or did not answer the last times it was asked";
      }
      return result.reason === "total deadline" ? LATE : "it could not be reached";
    case "status":
      return result.status === 401 || result.status === 403
        ? `it refused the gateway's credentials (HTTP ${result.status})`
        : `it answered with HTTP ${result.status}`;
    case "timeout":
      return LATE;
    case "lost":
      return "the connection to it broke";
    case "given_up":
      return "the gateway had to stop before it answered";
    case "protocol":
    case "accepted":
    case "detached":
      return NO_MCP;
  }
}
