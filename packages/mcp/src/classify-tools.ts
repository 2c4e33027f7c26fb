import type { Refused, ToolsCall, ToolsList } from "./classified";
import type { ParsedRequest } from "./json-rpc-message";
import { isJsonObject, ownMember } from "./json-value";
import { invalidParams, paramsFault, readMeta } from "./read-params";

const NO_KEYS: readonly string[] = [];

/** `tools/call` (MCP 2025-11-25, server/tools). Fields other than these three, `task` among them, are refused by name. */
export function classifyToolsCall(request: ParsedRequest): ToolsCall | Refused {
  const { id, params } = request;
  const fault = paramsFault(params, "tools/call", "name", "arguments");
  if (fault !== null) return invalidParams(id, fault);
  const name = params === null ? undefined : ownMember(params, "name");
  if (params === null || name === undefined) return invalidParams(id, "`name` is missing");
  if (typeof name !== "string") return invalidParams(id, "`name` must be a string");

  const meta = readMeta(params);
  const args = ownMember(params, "arguments");
  if (args === undefined)
    return { kind: "tools/call", id, name, args: null, argumentsText: null, argumentKeys: NO_KEYS, meta };
  // Without the text nothing could be forwarded as it came; that would be a fault of the scan, and closes.
  if (!isJsonObject(args) || request.argumentsText === null) return invalidParams(id, "`arguments` must be an object");
  const argumentKeys = Object.keys(args).sort();
  return { kind: "tools/call", id, name, args, argumentsText: request.argumentsText, argumentKeys, meta };
}

/** `tools/list` (MCP 2025-11-25, server/tools and server/utilities/pagination). A cursor is opaque to the gateway. */
export function classifyToolsList(request: ParsedRequest): ToolsList | Refused {
  const { id, params } = request;
  const fault = paramsFault(params, "tools/list", "cursor", null);
  if (fault !== null) return invalidParams(id, fault);
  const cursor = params === null ? undefined : ownMember(params, "cursor");
  if (cursor !== undefined && typeof cursor !== "string") return invalidParams(id, "`cursor` must be a string");
  return { kind: "tools/list", id, cursor: cursor ?? null, meta: readMeta(params) };
}
