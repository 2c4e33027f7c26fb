/** One `tools/call` as the judge sees it. */
export interface ToolCall {
  /** The name exactly as the client sent it, compared by code point: never folded, trimmed or normalised. */
  readonly tool: string;
  /** Whether the server's pinned tool list holds this exact name. */
  readonly isKnown: boolean;
}
