import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import type { RpcRefusal } from "./read-rpc-refusal";
import { SERVER_INFO_KEY, STATELESS_VERSION } from "./stateless-version";

/** What an upstream says of itself in answer to `server/discover`. */
export interface Discovery {
  /** As declared: what is told to a client is for `filterInitializeResult`. */
  readonly capabilities: JsonObject;
  /** null when it doesn't say. */
  readonly serverInfo: { readonly name: string; readonly version: string } | null;
  readonly instructions: string | null;
}

/** Reads a result of `server/discover`; null when it is none, or names other revisions alone. */
export function readDiscovery(result: JsonValue): Discovery | null {
  if (!isJsonObject(result)) return null;
  const versions = ownMember(result, "supportedVersions");
  if (!Array.isArray(versions) || !versions.includes(STATELESS_VERSION)) return null;
  const capabilities = ownMember(result, "capabilities");
  const instructions = ownMember(result, "instructions");
  if (!isJsonObject(capabilities) || (instructions !== undefined && typeof instructions !== "string")) return null;
  return { capabilities, serverInfo: readServerInfo(result), instructions: instructions ?? null };
}

/** The codes that only a server of revision 2026-07-28 or later has: header mismatch, missing capability. */
const STATELESS_CODES = new Set([-32020, -32021]);
const UNSUPPORTED_VERSION = -32022;

/** Whether an error in answer to a request of revision 2026-07-28 shows a server that speaks it. */
export function isStatelessError({ code, data }: Pick<RpcRefusal, "code" | "data">): boolean {
  if (code !== UNSUPPORTED_VERSION) return STATELESS_CODES.has(code);
  const supported = isJsonObject(data) ? ownMember(data, "supported") : undefined;
  return Array.isArray(supported) && supported.includes(STATELESS_VERSION);
}

/** Whether an error in answer to `initialize` can come of a server that has no such method: the revision decides what is next. */
export function lacksInitialize({ code, message }: Pick<RpcRefusal, "code" | "message">): boolean {
  return code === UNSUPPORTED_VERSION || code === -32601 || (code === -32602 && message.includes("_meta"));
}

function readServerInfo(result: JsonObject): Discovery["serverInfo"] {
  const meta = ownMember(result, "_meta");
  const info = isJsonObject(meta) ? ownMember(meta, SERVER_INFO_KEY) : undefined;
  const name = isJsonObject(info) ? ownMember(info, "name") : undefined;
  const version = isJsonObject(info) ? ownMember(info, "version") : undefined;
  return typeof name === "string" && typeof version === "string" ? { name, version } : null;
}
