import { type AskableMethod, canBeAsked, isAskable } from "./client-capabilities";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";

/** Something that a server wants of its client before it goes on (MCP 2026-07-28, multi-round-trip requests). */
export interface InputRequest {
  readonly method: AskableMethod;
}

/**
 * What a result with `resultType: "input_required"` asks for, each method once; null for a result that may not be relayed: it
 * asks for what isn't known, or what the client did not say it can do. `declared`: by the client.
 */
export function readInputRequests(result: JsonObject, declared: JsonObject): readonly InputRequest[] | null {
  const asked: JsonValue = ownMember(result, "inputRequests") ?? {};
  if (!isJsonObject(asked)) return null;
  const methods = new Set<AskableMethod>();
  for (const request of Object.values(asked)) {
    const method = isJsonObject(request) ? ownMember(request, "method") : undefined;
    const params = isJsonObject(request) ? ownMember(request, "params") : undefined;
    if (typeof method !== "string" || !isAskable(method)) return null;
    if (!canBeAsked(declared, method, isJsonObject(params) ? params : null)) return null;
    methods.add(method);
  }
  return [...methods].map((method) => ({ method }));
}
