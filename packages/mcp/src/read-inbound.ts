import { decodeHeaderValue } from "./header-value";
import type { ParsedMessage, ParsedNotification, ParsedRequest } from "./json-rpc-message";
import { isJsonObject, type JsonObject, ownMember } from "./json-value";
import { quoteName } from "./quote-name";
import { type Envelope, readEnvelope } from "./read-envelope";
import { badEnvelope, headerMismatch, type StatelessRefusal, unsupportedVersion } from "./stateless-refusal";
import { ENVELOPE_KEYS, isStatelessEra, STATELESS_VERSION } from "./stateless-version";

/** The headers that say what the body says. null: absent. */
export interface InboundHeaders {
  readonly protocolVersion: string | null;
  readonly mcpMethod: string | null;
  readonly mcpName: string | null;
}

/** Of which era a message is. */
export type Inbound =
  | { readonly kind: "initialize_era" }
  | { readonly kind: "stateless"; readonly request: ParsedRequest; readonly envelope: Envelope }
  | { readonly kind: "stateless_notification"; readonly method: string }
  | StatelessRefusal;

const INITIALIZE_ERA: Inbound = { kind: "initialize_era" };

/** Whose value `Mcp-Name` repeats (MCP 2026-07-28, basic/transports, Standard Request Headers). */
const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ["tools/call", "name"],
  ["prompts/get", "name"],
  ["resources/read", "uri"],
]);

/**
 * Of which era a posted message is: its body says so, and the headers may only agree. A message that claims 2026-07-28 is
 * never read as one of the `initialize` era, whatever is wrong with it. Never throws.
 */
export function readInbound(message: ParsedMessage, headers: InboundHeaders): Inbound {
  switch (message.kind) {
    case "request":
      return readRequest(message, headers);
    case "notification":
      return readNotification(message, headers);
    case "response":
      return INITIALIZE_ERA;
  }
}

function readRequest(request: ParsedRequest, headers: InboundHeaders): Inbound {
  const { id, method, params } = request;
  const meta = metaOf(params);
  const isClaimed = meta !== null && Object.hasOwn(meta, ENVELOPE_KEYS.protocolVersion);
  if (!isClaimed && (headers.protocolVersion === null || !isStatelessEra(headers.protocolVersion)))
    return INITIALIZE_ERA;
  const envelope = isClaimed ? readEnvelope(meta) : null;
  if (
    method === "initialize" &&
    (typeof envelope !== "object" || envelope === null || !isStatelessEra(envelope.protocolVersion))
  ) {
    return headers.protocolVersion !== null && isStatelessEra(headers.protocolVersion)
      ? headerMismatch(id, "MCP-Protocol-Version", `${quoteName(headers.protocolVersion)} has no initialize`)
      : INITIALIZE_ERA;
  }
  if (envelope === null) {
    return badEnvelope(
      id,
      `\`_meta["${ENVELOPE_KEYS.protocolVersion}"]\` is missing, which MCP-Protocol-Version announces`,
    );
  }
  if (typeof envelope === "string") return badEnvelope(id, envelope);
  return headersFault(request, envelope, headers) ?? { kind: "stateless", request, envelope };
}

/** In the order of what makes the rest meaningless. */
function headersFault(
  { id, method, params }: ParsedRequest,
  { protocolVersion }: Envelope,
  headers: InboundHeaders,
): StatelessRefusal | null {
  const version = headers.protocolVersion;
  if (version !== null && version !== protocolVersion) {
    return headerMismatch(id, "MCP-Protocol-Version", "MCP-Protocol-Version differs from the body");
  }
  if (headers.mcpMethod !== null && headers.mcpMethod !== method) {
    return headerMismatch(id, "Mcp-Method", "Mcp-Method differs from the body");
  }
  if (protocolVersion !== STATELESS_VERSION) return unsupportedVersion(id, protocolVersion);
  if (version === null) return headerMismatch(id, "MCP-Protocol-Version", "MCP-Protocol-Version is missing");
  if (headers.mcpMethod === null) return headerMismatch(id, "Mcp-Method", "Mcp-Method is missing");
  const member = NAMED_BY.get(method);
  const name = member === undefined || params === null ? undefined : ownMember(params, member);
  // What has no name in its body is refused as such.
  if (member === undefined || typeof name !== "string") return null;
  if (headers.mcpName === null) return headerMismatch(id, "Mcp-Name", "Mcp-Name is missing");
  const said = decodeHeaderValue(headers.mcpName);
  if (said === null) return headerMismatch(id, "Mcp-Name", "Mcp-Name is not readable");
  return said === name ? null : headerMismatch(id, "Mcp-Name", `Mcp-Name differs from \`params.${member}\``);
}

/** The revision gives its notifications no envelope: without one the header decides. */
function readNotification({ method, params }: ParsedNotification, headers: InboundHeaders): Inbound {
  const meta = metaOf(params);
  const version = headers.protocolVersion;
  if (meta !== null && Object.hasOwn(meta, ENVELOPE_KEYS.protocolVersion)) {
    const claimed = ownMember(meta, ENVELOPE_KEYS.protocolVersion);
    if (typeof claimed !== "string")
      return badEnvelope(null, `\`_meta["${ENVELOPE_KEYS.protocolVersion}"]\` must be a string`);
    if (version !== null && version !== claimed) {
      return headerMismatch(null, "MCP-Protocol-Version", "MCP-Protocol-Version differs from the body");
    }
    if (claimed !== STATELESS_VERSION) return unsupportedVersion(null, claimed);
  } else if (version === null || !isStatelessEra(version)) {
    return INITIALIZE_ERA;
  } else if (version !== STATELESS_VERSION) return unsupportedVersion(null, version);
  return headers.mcpMethod !== null && headers.mcpMethod !== method
    ? headerMismatch(null, "Mcp-Method", "Mcp-Method differs from the body")
    : { kind: "stateless_notification", method };
}

function metaOf(params: JsonObject | null): JsonObject | null {
  const meta = params === null ? undefined : ownMember(params, "_meta");
  return isJsonObject(meta) ? meta : null;
}
