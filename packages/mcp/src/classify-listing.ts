import type { Listing, Refused } from "./classified";
import type { ParsedRequest } from "./json-rpc-message";
import { ownMember } from "./json-value";
import { invalidParams, paramsFault, readMeta } from "./read-params";

/** The lists besides `tools/list` (MCP 2025-11-25, server/utilities/pagination). A cursor is opaque to the gateway. */
export function classifyListing(request: ParsedRequest, kind: Listing["kind"]): Listing | Refused {
  const { id, params } = request;
  const fault = paramsFault(params, kind, "cursor", null);
  if (fault !== null) return invalidParams(id, fault);
  const cursor = params === null ? undefined : ownMember(params, "cursor");
  if (cursor !== undefined && typeof cursor !== "string") return invalidParams(id, "`cursor` must be a string");
  return { kind, id, cursor: cursor ?? null, meta: readMeta(params) };
}
