import type { PromptsGet, Refused, ResourceRequest } from "./classified";
import type { ParsedRequest } from "./json-rpc-message";
import { isJsonObject, ownMember } from "./json-value";
import { invalidParams, paramsFault, readMeta } from "./read-params";

const NO_KEYS: readonly string[] = [];

/** `prompts/get` (MCP 2025-11-25, server/prompts). */
export function classifyPromptsGet(request: ParsedRequest): PromptsGet | Refused {
  const { id, params, argumentsText } = request;
  const fault = paramsFault(params, "prompts/get", "name", "arguments");
  if (fault !== null) return invalidParams(id, fault);
  const name = params === null ? undefined : ownMember(params, "name");
  if (params === null || typeof name !== "string") return invalidParams(id, "`name` must be a string");
  const meta = readMeta(params);
  const args = ownMember(params, "arguments");
  if (args === undefined) return { kind: "prompts/get", id, name, argumentsText: null, argumentKeys: NO_KEYS, meta };
  // Without the text nothing could be forwarded as it came; that would be a fault of the scan, and closes.
  if (!isJsonObject(args) || argumentsText === null) return invalidParams(id, "`arguments` must be an object");
  return { kind: "prompts/get", id, name, argumentsText, argumentKeys: Object.keys(args).sort(), meta };
}

/** `resources/read`, `subscribe` and `unsubscribe` (MCP 2025-11-25, server/resources). */
export function classifyResourceRequest(
  request: ParsedRequest,
  kind: ResourceRequest["kind"],
): ResourceRequest | Refused {
  const { id, params } = request;
  const fault = paramsFault(params, kind, "uri", null);
  if (fault !== null) return invalidParams(id, fault);
  const uri = params === null ? undefined : ownMember(params, "uri");
  if (typeof uri !== "string") return invalidParams(id, "`uri` must be a string");
  return { kind, id, uri, meta: readMeta(params) };
}
