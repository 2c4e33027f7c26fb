import type { JsonObject } from "./json-value";

/** MCP allows no null and no fractional id (2025-11-25, basic, Requests). Integers within ±(2^53 − 1), strings up to 256 characters. */
export type JsonRpcId = string | number;

export interface ParsedRequest {
  readonly kind: "request";
  readonly id: JsonRpcId;
  readonly method: string;
  /** null when the message has none. */
  readonly params: JsonObject | null;
  /** The text of `params.arguments` exactly as sent, so that no number changes; null when absent. */
  readonly argumentsText: string | null;
}

export interface ParsedNotification {
  readonly kind: "notification";
  readonly method: string;
  readonly params: JsonObject | null;
}

/** A client's answer to a request of a server. Exactly one of the two is not null. */
export interface ParsedResponse {
  readonly kind: "response";
  readonly id: JsonRpcId;
  readonly result: JsonObject | null;
  readonly error: JsonObject | null;
  /** The text of `result` or `error` exactly as sent. */
  readonly answerText: string;
}

export type ParsedMessage = ParsedRequest | ParsedNotification | ParsedResponse;

/** A body that is not one well-formed JSON-RPC message. Nothing of it was or will be forwarded. */
export interface ParseFailure {
  readonly kind: "failure";
  readonly httpStatus: 400;
  readonly code: -32700 | -32600 | -32602;
  /** One sentence for the client's developer. Never repeats values of the body. */
  readonly message: string;
  /** The request's id, when it could be read without doubt. Left out of the answer otherwise. */
  readonly id?: JsonRpcId;
}
