import type { CallOutcome } from "@policylayer/gate";
import { errorReply, type JsonRpcId, mcpErrorCodes } from "@policylayer/mcp";
import {
  CAPABILITY_WITHHELD,
  CREDENTIAL_REPEATED,
  INPUT_REQUIRED,
  NO_ROOM,
  REVISION_CHANGED,
  REVISION_REFUSED,
  TOOL_UNUSABLE,
  type UpstreamResult,
} from "./upstream-result";

export type FailedExchange = Exclude<UpstreamResult, { kind: "answer" | "accepted" | "detached" }>;

export interface UpstreamFault {
  /** What is recorded, and the `code` the client gets. */
  readonly outcome: Exclude<CallOutcome["outcome"], null | "ok" | "tool_error">;
  /** One sentence. Nothing of the upstream's payload. */
  readonly message: string;
  /** Whether nothing left, so that the same call may be sent again. */
  readonly retryable: boolean;
  readonly status: number | null;
  readonly bytes: number | null;
  /** What the client is told instead of the outcome. */
  readonly code?: "upstream_unavailable";
  readonly retryAfterMs?: number;
}

type Said = Pick<UpstreamFault, "outcome" | "message">;

const NO_MESSAGE: Said = {
  outcome: "upstream_protocol",
  message: "Upstream protocol error: the server's answer is not a valid MCP message.",
};

/** What is no fault of the protocol, or one that has a cause worth telling. */
const PROTOCOL_FAULTS = new Map<string, Said>([
  [
    CREDENTIAL_REPEATED,
    {
      outcome: "upstream_protocol",
      message:
        "The server's answer repeated the credentials it was sent, and was withheld. An administrator has to check the server.",
    },
  ],
  [
    INPUT_REQUIRED,
    {
      outcome: "upstream_error",
      message:
        "The server asks for input of its user before it goes on, which the gateway can't pass to a client of this protocol revision.",
    },
  ],
  [
    CAPABILITY_WITHHELD,
    {
      outcome: "upstream_error",
      message: "The server refused the request: it needs a capability of the client that the gateway doesn't pass on.",
    },
  ],
  [
    REVISION_REFUSED,
    {
      outcome: "upstream_protocol",
      message: "The server refused the gateway's message as none of its protocol revision; it did not act on it.",
    },
  ],
  [
    REVISION_CHANGED,
    {
      outcome: "upstream_protocol",
      message: "The server speaks another protocol revision than before. Whether the call had its effect is unknown.",
    },
  ],
]);

/** What an exchange without an answer means for the caller, and for the record. */
export function describeFault(result: FailedExchange): UpstreamFault {
  switch (result.kind) {
    case "not_sent":
      if (result.retryAfterMs !== undefined) return unavailable(result.retryAfterMs);
      if (result.reason === TOOL_UNUSABLE || result.reason === NO_ROOM) return unsendable(result.reason);
      return {
        outcome: result.reason === "cancelled" ? "cancelled" : "upstream_error",
        message:
          result.reason === "cancelled"
            ? "The call was cancelled; nothing was sent to the server."
            : (result.detail ?? "The server could not be reached; nothing was sent to it."),
        retryable: true,
        status: null,
        bytes: null,
      };
    case "status": {
      const { status, bytes } = result;
      const isRefused = status === 401 || status === 403;
      const message = isRefused
        ? `The server refused the gateway's credentials (HTTP ${status}). An administrator has to check its headers.`
        : `The server answered with HTTP ${status} instead of a result.`;
      return { outcome: "upstream_error", message, retryable: false, status, bytes };
    }
    case "protocol":
      return {
        ...(PROTOCOL_FAULTS.get(result.reason) ?? NO_MESSAGE),
        retryable: false,
        status: result.status === 0 ? null : result.status,
        bytes: result.bytes,
      };
    case "timeout":
      return {
        outcome: "timeout",
        message: "The server did not answer in time. Whether the call had its effect is unknown.",
        retryable: false,
        status: result.status,
        bytes: result.bytes,
      };
    case "lost":
      return {
        outcome: "unknown",
        message: "The connection to the server broke. Whether the call had its effect is unknown.",
        retryable: false,
        status: result.status,
        bytes: result.bytes,
      };
    case "given_up":
      return result.why === "cancelled"
        ? {
            outcome: "cancelled",
            message: "The call was cancelled. Whether it had its effect is unknown.",
            retryable: false,
            status: result.status,
            bytes: result.bytes,
          }
        : {
            outcome: "unknown",
            message: "The gateway had to stop before the server answered. Whether the call had its effect is unknown.",
            retryable: false,
            status: result.status,
            bytes: result.bytes,
          };
  }
}

/** What is ended here for good. */
function unsendable(reason: typeof TOOL_UNUSABLE | typeof NO_ROOM): UpstreamFault {
  const message =
    reason === TOOL_UNUSABLE
      ? "The tool can't be called over HTTP: its definition has an invalid x-mcp-header annotation. Nothing was sent; an administrator has to check the server."
      : "The session has ended, or is subscribed to as many resources as it may be. Unsubscribe from one.";
  return { outcome: "upstream_error", message, retryable: false, status: null, bytes: null };
}

/** The breaker is open (see `breaker.ts`). */
function unavailable(retryAfterMs: number): UpstreamFault {
  const message = `The server could not be reached or did not answer the last times it was asked; nothing was sent to it. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`;
  const code = "upstream_unavailable";
  return { outcome: "upstream_error", message, retryable: true, status: null, bytes: null, code, retryAfterMs };
}

/** The client's answer to such a fault: an error with its own id, so that it is never taken for the tool's. */
export function faultReply(id: JsonRpcId, fault: UpstreamFault, callId: string | null): string {
  const data = {
    code: fault.code ?? fault.outcome,
    retryable: fault.retryable,
    ...(fault.retryAfterMs === undefined ? {} : { retry_after_ms: fault.retryAfterMs }),
    ...(callId === null ? {} : { call_id: callId }),
  };
  return errorReply(id, mcpErrorCodes.internalError.code, fault.message, data);
}
