import type { Refused, SetLevel } from "./classified";
import type { ParsedRequest } from "./json-rpc-message";
import { ownMember } from "./json-value";
import { isLogLevel } from "./log-levels";
import { invalidParams, paramsFault, readMeta } from "./read-params";

/** `logging/setLevel` (MCP 2025-11-25, server/utilities/logging). */
export function classifySetLevel(request: ParsedRequest): SetLevel | Refused {
  const { id, params } = request;
  const fault = paramsFault(params, "logging/setLevel", "level", null);
  if (fault !== null) return invalidParams(id, fault);
  const level = params === null ? undefined : ownMember(params, "level");
  if (!isLogLevel(level)) return invalidParams(id, "`level` must be a log level, from debug to emergency");
  return { kind: "logging/setLevel", id, level, meta: readMeta(params) };
}
