import type { Initialize, Refused } from "./classified";
import type { ParsedRequest } from "./json-rpc-message";
import { isJsonObject, type JsonValue, ownMember } from "./json-value";
import { invalidParams, metaFault } from "./read-params";

const VERSION_CHARS_MAX = 64;
const CLIENT_INFO_CHARS_MAX = 256;

/**
 * `initialize` (MCP 2025-11-25, basic/lifecycle). Tolerant of fields it doesn't know, at every level: this is where
 * clients of other revisions introduce themselves, and nothing but the three fields read here goes any further.
 */
export function classifyInitialize(request: ParsedRequest): Initialize | Refused {
  const { id, params } = request;
  if (params === null) return invalidParams(id, "`params` is missing");
  const fault = metaFault(ownMember(params, "_meta"));
  if (fault !== null) return invalidParams(id, fault);

  const protocolVersion = boundedString(ownMember(params, "protocolVersion"), VERSION_CHARS_MAX);
  if (protocolVersion === null) {
    return invalidParams(id, `\`protocolVersion\` must be a string of at most ${VERSION_CHARS_MAX} characters`);
  }
  const capabilities = ownMember(params, "capabilities");
  if (!isJsonObject(capabilities)) return invalidParams(id, "`capabilities` must be an object");
  const info = ownMember(params, "clientInfo");
  if (!isJsonObject(info)) return invalidParams(id, "`clientInfo` must be an object");
  const name = boundedString(ownMember(info, "name"), CLIENT_INFO_CHARS_MAX);
  const version = boundedString(ownMember(info, "version"), CLIENT_INFO_CHARS_MAX);
  if (name === null || version === null) {
    return invalidParams(
      id,
      `\`clientInfo\` needs \`name\` and \`version\`, strings of at most ${CLIENT_INFO_CHARS_MAX} characters`,
    );
  }
  return { kind: "initialize", id, protocolVersion, clientInfo: { name, version }, capabilities };
}

function boundedString(value: JsonValue | undefined, charsMax: number): string | null {
  return typeof value === "string" && value.length <= charsMax ? value : null;
}
