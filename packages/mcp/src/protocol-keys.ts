/** The keys of the envelope and of the params of every method that is read (MCP 2025-03-26 to 2026-07-28, schema.ts). */
const PROTOCOL_KEYS = [
  "jsonrpc",
  "id",
  "method",
  "params",
  "result",
  "error",
  "_meta",
  "name",
  "arguments",
  "cursor",
  "protocolVersion",
  "capabilities",
  "clientInfo",
  "requestId",
  "reason",
  "progressToken",
  "progress",
  "total",
  "message",
  "task",
  "uri",
  "level",
  "ref",
  "argument",
  "context",
  "inputResponses",
  "requestState",
  "notifications",
];

const exactKeys = new Set(PROTOCOL_KEYS);
const foldedKeys = new Set(PROTOCOL_KEYS.map(fold));
const KEY_CHARS_MAX = Math.max(...PROTOCOL_KEYS.map((key) => key.length));

/**
 * Whether a key is a protocol key in other letters, such as `Name`. Some readers (Go's encoding/json among them) take it
 * for the real one, so that the upstream could act on another value than the one judged.
 */
export function isCaseVariant(key: string): boolean {
  // No character folds to fewer than one, so that a longer key can't be a variant.
  return key.length <= KEY_CHARS_MAX && !exactKeys.has(key) && foldedKeys.has(fold(key));
}

/** Upper case first: it also maps `ſ` (U+017F) to S, and lower case maps the Kelvin sign (U+212A) to k. */
function fold(key: string): string {
  return key.toUpperCase().toLowerCase();
}
