import type { Refused } from "./classified";
import type { JsonRpcId } from "./json-rpc-message";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { quoteName } from "./quote-name";

/** Parameters of a known request that break its schema: JSON-RPC -32602 on HTTP 200, so that the client's SDK reads it. */
export function invalidParams(id: JsonRpcId, what: string): Refused {
  return { kind: "refused", httpStatus: 200, code: -32602, message: `Invalid params: ${what}`, id };
}

/** A message that is no request we could answer: JSON-RPC -32600 on HTTP 400. */
export function notAccepted(what: string): Refused {
  return { kind: "refused", httpStatus: 400, code: -32600, message: `Invalid request: ${what}` };
}

/** What is wrong with the keys of `params`, or null. `_meta` is allowed everywhere and must be well formed. */
export function paramsFault(
  params: JsonObject | null,
  method: string,
  first: string | null,
  second: string | null,
): string | null {
  if (params === null) return null;
  for (const key of Object.keys(params)) {
    if (key === first || key === second) continue;
    if (key !== "_meta") return `unknown field ${quoteName(key)} in the params of ${method}`;
    const fault = metaFault(params[key]);
    if (fault !== null) return fault;
  }
  return null;
}

/** What is wrong with `_meta`, or null. A progress token that a double can't hold would come back as another one. */
export function metaFault(meta: JsonValue | undefined): string | null {
  if (meta === undefined) return null;
  if (!isJsonObject(meta)) return "`_meta` must be an object";
  const token = ownMember(meta, "progressToken");
  if (token === undefined || typeof token === "string" || Number.isSafeInteger(token)) return null;
  return "`_meta.progressToken` must be a string or an integer within ±(2^53 - 1)";
}

/** The `_meta` object, or null when absent. */
export function readMeta(params: JsonObject | null): JsonObject | null {
  const meta = params === null ? undefined : ownMember(params, "_meta");
  return isJsonObject(meta) ? meta : null;
}
