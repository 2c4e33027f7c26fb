import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { isSupportedVersion, type ProtocolVersion } from "./protocol-version";

export type InitializeAnswer =
  | { readonly kind: "ok"; readonly protocolVersion: ProtocolVersion; readonly result: JsonObject }
  /** The upstream insists on a revision the gateway doesn't speak; `version` is cut to 64 characters. */
  | { readonly kind: "unsupported_version"; readonly version: string }
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * What the client is told of an upstream's `initialize` result. A capability is declared only when the gateway relays it:
 * that is `tools`, without `listChanged`, since the upstream's unsolicited notifications don't reach the client. `_meta`
 * and unknown fields stay behind.
 */
export function filterInitializeResult(result: JsonValue): InitializeAnswer {
  if (!isJsonObject(result)) return invalid("result is not an object");
  const protocolVersion = ownMember(result, "protocolVersion");
  if (typeof protocolVersion !== "string") return invalid("protocolVersion is not a string");
  const capabilities = ownMember(result, "capabilities");
  if (!isJsonObject(capabilities)) return invalid("capabilities is not an object");
  const serverInfo = ownMember(result, "serverInfo");
  if (!isJsonObject(serverInfo)) return invalid("serverInfo is not an object");
  if (typeof ownMember(serverInfo, "name") !== "string" || typeof ownMember(serverInfo, "version") !== "string") {
    return invalid("serverInfo has no name or version");
  }
  const instructions = ownMember(result, "instructions");
  if (instructions !== undefined && typeof instructions !== "string") return invalid("instructions is not a string");
  if (!isSupportedVersion(protocolVersion))
    return { kind: "unsupported_version", version: protocolVersion.slice(0, 64) };

  const relayed: JsonObject = isJsonObject(ownMember(capabilities, "tools")) ? { tools: {} } : {};
  const kept = { protocolVersion, capabilities: relayed, serverInfo };
  return { kind: "ok", protocolVersion, result: instructions === undefined ? kept : { ...kept, instructions } };
}

function invalid(reason: string): InitializeAnswer {
  return { kind: "invalid", reason };
}
