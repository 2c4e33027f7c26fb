import type { RpcRefusal, UpstreamMessage } from "@policylayer/mcp";

export type UpstreamAnswer = Extract<UpstreamMessage, { kind: "answer" }>;

/** How one exchange with an upstream ended. */
export type UpstreamResult =
  /** The JSON-RPC answer to the request. `sessionId`: the session the upstream opened, if it did. */
  | {
      readonly kind: "answer";
      readonly answer: UpstreamAnswer;
      readonly status: number;
      readonly bytes: number;
      readonly sessionId: string | null;
      /** Of a long answer in JSON: its text as it came, and the bytes of that. */
      readonly came: { readonly text: string; readonly bytes: Buffer } | null;
      /** Of the event it came in. */
      readonly eventId: string | undefined;
    }
  /** The stream ended before the answer, and the client has an id from which to ask for the rest. */
  | { readonly kind: "detached"; readonly status: number; readonly bytes: number }
  /** A notification was taken. */
  | { readonly kind: "accepted"; readonly status: number }
  /** Not one byte left this process: no connection, or no room. The only result after which anything may be repeated. */
  | {
      readonly kind: "not_sent";
      readonly reason: string;
      readonly mayRetry: boolean;
      /** Where it is known when there is any use in trying again. */
      readonly retryAfterMs?: number;
      /** For the client, in a sentence, where more is known than that it could not be sent. */
      readonly detail?: string;
    }
  /** An HTTP status that is no answer: redirects, refused credentials, errors of the server. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly bytes: number;
      /** A 400 that says it is the session that is not known. */
      readonly isSessionRefusal?: boolean;
      /** The JSON-RPC error in the body of a 400, or of a 404 where it was looked for. */
      readonly error?: RpcRefusal;
    }
  /** Something that is no MCP. `reason` holds nothing of the payload. */
  | { readonly kind: "protocol"; readonly reason: string; readonly status: number; readonly bytes: number }
  | { readonly kind: "timeout"; readonly reason: string; readonly status: number | null; readonly bytes: number }
  /** The connection broke after bytes had left. */
  | { readonly kind: "lost"; readonly reason: string; readonly status: number | null; readonly bytes: number }
  /** Given up by this side after bytes had left. */
  | { readonly kind: "given_up"; readonly why: GiveUpReason; readonly status: number | null; readonly bytes: number };

/** What to relay of an answer, in the bytes it came in where it still has the text that came. */
export function relayedBody({ answer, came }: Extract<UpstreamResult, { kind: "answer" }>): string | Buffer {
  return came !== null && came.text === answer.text ? came.bytes : answer.text;
}

/** `resumed`: the client, whose connection broke, asks for the rest on another one. */
export type GiveUpReason = "cancelled" | "shutting_down" | "resumed";

/** The `reason` of a `protocol` result that is no fault of the protocol but of what the message holds. */
export const CREDENTIAL_REPEATED = "a message that repeats the gateway's credentials";

/** The same for upstreams of revision 2026-07-28. */
export const INPUT_REQUIRED = "a result that asks for the client's input";
export const CAPABILITY_WITHHELD = "it needs a capability of the client that it isn't told of";
export const REVISION_REFUSED = "it refused the message as none of its revision";
export const REVISION_CHANGED = "it speaks another revision than before";
/** The `reason` of a call that is not sent because the tool's definition is one that a client must drop. */
export const TOOL_UNUSABLE = "a tool with an invalid x-mcp-header";
/** The `reason` of a setting that a session has no room for. */
export const NO_ROOM = "a session with all the settings it may have";
