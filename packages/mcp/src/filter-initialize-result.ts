import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";
import { isSupportedVersion, type ProtocolVersion } from "./protocol-version";

export type InitializeAnswer =
  | { readonly kind: "ok"; readonly protocolVersion: ProtocolVersion; readonly result: JsonObject }
  /** The upstream insists on a revision the gateway doesn't speak; `version` is cut to 64 characters. */
  | { readonly kind: "unsupported_version"; readonly version: string }
  | { readonly kind: "invalid"; readonly reason: string };

/** The capabilities that are relayed, and the flags within them. */
const RELAYED = {
  tools: ["listChanged"],
  prompts: ["listChanged"],
  resources: ["subscribe", "listChanged"],
  completions: [],
  logging: [],
} as const;

/**
 * What the client is told of an upstream's `initialize` result. A capability is declared only when the upstream has it and
 * the gateway relays it: no `tasks`, no `experimental`. `_meta` and unknown fields stay behind.
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

  const kept = { protocolVersion, capabilities: relayedOf(capabilities), serverInfo };
  return { kind: "ok", protocolVersion, result: instructions === undefined ? kept : { ...kept, instructions } };
}

function relayedOf(capabilities: JsonObject): JsonObject {
  const entries: [string, JsonObject][] = [];
  for (const [name, flags] of Object.entries(RELAYED)) {
    const declared = ownMember(capabilities, name);
    if (!isJsonObject(declared)) continue;
    entries.push([
      name,
      Object.fromEntries(flags.filter((flag) => declared[flag] === true).map((flag) => [flag, true])),
    ]);
  }
  return Object.fromEntries(entries);
}

function invalid(reason: string): InitializeAnswer {
  return { kind: "invalid", reason };
}
