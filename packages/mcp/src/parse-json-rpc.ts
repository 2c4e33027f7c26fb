import { decodeUtf8 } from "./decode-utf8";
import type { JsonRpcId, ParsedMessage, ParseFailure } from "./json-rpc-message";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { parseProvedJson } from "./parse-proved-json";
import { isCaseVariant } from "./protocol-keys";
import { quoteName } from "./quote-name";
import { type ScanFault, type ScannedJson, scanJson } from "./scan-json";
import { REQUEST_LIMITS, type ScanLimits } from "./scan-limits";

/** Longest string id accepted and echoed. */
const ID_CHARS_MAX = 256;

/**
 * One JSON-RPC 2.0 message from the bytes of a request body, or why it is none. Never throws. Strict: a message that two
 * JSON readers could understand differently is refused, because the upstream's reader is not ours.
 */
export function parseJsonRpc(bytes: Uint8Array, limits: ScanLimits = REQUEST_LIMITS): ParsedMessage | ParseFailure {
  const text = decodeUtf8(bytes);
  if (text === null) return failure(-32700, "Parse error: the body is not well-formed UTF-8");
  if (text.charCodeAt(0) === 0xfeff) return failure(-32700, "Parse error: the body starts with a byte order mark");
  if (isArrayText(text)) return failure(-32600, "Invalid request: batches are not accepted, send one message per POST");

  const scan = scanJson(text, limits);
  if (scan.kind !== "ok") return scanFailure(scan);
  const value = parseProvedJson(text);
  if (!isJsonObject(value)) return failure(-32600, "Invalid request: the message must be a JSON object");
  return readEnvelope(value, text, scan);
}

function readEnvelope(message: JsonObject, text: string, scan: ScannedJson): ParsedMessage | ParseFailure {
  for (const key of Object.keys(message)) {
    switch (key) {
      case "jsonrpc":
      case "id":
      case "method":
      case "params":
      case "result":
      case "error":
        continue;
      default:
        return failure(-32600, `Invalid request: ${keyFault(key)} in the message`);
    }
  }

  const idValue = ownMember(message, "id");
  const id = readId(idValue, scan.idStart < 0 ? "" : text.slice(scan.idStart, scan.idEnd));
  const method = ownMember(message, "method");
  // Only a request's id is given back: with the id of a response the error could be taken for the answer to another request.
  const echoed = method === undefined ? null : id;
  if (ownMember(message, "jsonrpc") !== "2.0") {
    return failure(-32600, 'Invalid request: `jsonrpc` must be "2.0"', echoed);
  }
  if (idValue !== undefined && id === null) {
    return failure(
      -32600,
      `Invalid request: \`id\` must be an integer within ±(2^53 - 1) or a string of at most ${ID_CHARS_MAX} characters`,
    );
  }
  if (method === undefined) {
    return readResponse(message, id, scan.answerStart < 0 ? "" : text.slice(scan.answerStart, scan.answerEnd));
  }
  if (typeof method !== "string" || method === "") {
    return failure(-32600, "Invalid request: `method` must be a string that is not empty", echoed);
  }
  if (Object.hasOwn(message, "result") || Object.hasOwn(message, "error")) {
    return failure(-32600, "Invalid request: a message with `method` can't have `result` or `error`", echoed);
  }

  const params = ownMember(message, "params") ?? null;
  if (params === null ? Object.hasOwn(message, "params") : !isJsonObject(params)) {
    return failure(-32602, "Invalid params: `params` must be an object", echoed);
  }
  if (!isJsonObject(params)) {
    return id === null
      ? { kind: "notification", method, params: null }
      : { kind: "request", id, method, params: null, argumentsText: null };
  }
  for (const key of Object.keys(params)) {
    if (isCaseVariant(key)) return failure(-32600, `Invalid request: ${keyFault(key)} in \`params\``, echoed);
  }
  if (id === null) return { kind: "notification", method, params };
  const argumentsText = scan.argumentsStart < 0 ? null : text.slice(scan.argumentsStart, scan.argumentsEnd);
  return { kind: "request", id, method, params, argumentsText };
}

function readResponse(message: JsonObject, id: JsonRpcId | null, answerText: string): ParsedMessage | ParseFailure {
  const result = ownMember(message, "result");
  const error = ownMember(message, "error");
  if (result === undefined && error === undefined) return failure(-32600, "Invalid request: `method` is missing");
  if (id === null) return failure(-32600, "Invalid request: a response needs the `id` of its request");
  if (result !== undefined && error !== undefined) {
    return failure(-32600, "Invalid request: a response can't have both `result` and `error`");
  }
  if (Object.hasOwn(message, "params")) return failure(-32600, "Invalid request: a response can't have `params`");
  if (isJsonObject(result)) return { kind: "response", id, result, error: null, answerText };
  if (isJsonObject(error)) return { kind: "response", id, result: null, error, answerText };
  return failure(-32600, "Invalid request: `result` or `error` must be an object");
}

/** The id, or null when it is none of ours. An integer must be written as one: `1.0`, `1e0` and `-0` are fractional notations. */
function readId(value: JsonValue | undefined, text: string): JsonRpcId | null {
  if (typeof value === "string") return value.length <= ID_CHARS_MAX ? value : null;
  if (typeof value === "number") return Number.isSafeInteger(value) && String(value) === text ? value : null;
  return null;
}

/** White space of other standards is skipped too: no reader that accepts it may see a batch that we did not. */
function isArrayText(text: string): boolean {
  let at = 0;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x5b) return true;
    if (code > 0x20 && code !== 0x85 && code !== 0xa0 && code !== 0xfeff) return false;
    if (Number.isNaN(code)) return false;
    at += 1;
  }
}

function scanFailure(fault: ScanFault): ParseFailure {
  const isGrammar = fault.kind === "syntax" || fault.kind === "surrogate";
  const name = isGrammar
    ? "Parse error"
    : fault.kind === "too_complex"
      ? "Invalid request: too complex"
      : "Invalid request";
  return failure(isGrammar ? -32700 : -32600, `${name}: ${fault.what} at offset ${fault.offset}`);
}

function keyFault(key: string): string {
  return isCaseVariant(key)
    ? `the key ${quoteName(key)} is a protocol key in the wrong case`
    : `unknown key ${quoteName(key)}`;
}

function failure(code: ParseFailure["code"], message: string, id: JsonRpcId | null = null): ParseFailure {
  return id === null
    ? { kind: "failure", httpStatus: 400, code, message }
    : { kind: "failure", httpStatus: 400, code, message, id };
}
