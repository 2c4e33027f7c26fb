import { mcpErrorCodes } from "./mcp-error-codes";
import { quoteName } from "./quote-name";

/**
 * The revisions of the `initialize` era spoken here, newest first. 2024-11-05 is what servers over HTTP+SSE speak; its messages
 * are a part of 2025-03-26's, and clients over Streamable HTTP take it too.
 */
export const SUPPORTED_VERSIONS = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"] as const;

export type ProtocolVersion = (typeof SUPPORTED_VERSIONS)[number];

/** What a request without `MCP-Protocol-Version` speaks (MCP 2025-11-25, basic/transports, Protocol Version Header). */
const ASSUMED_VERSION: ProtocolVersion = "2025-03-26";

export function isSupportedVersion(version: string): version is ProtocolVersion {
  return SUPPORTED_VERSIONS.some((supported) => supported === version);
}

/** The version asked for when it is supported, else the newest: the client decides whether it can (basic/lifecycle). */
export function negotiateVersion(asked: string): ProtocolVersion {
  return isSupportedVersion(asked) ? asked : SUPPORTED_VERSIONS[0];
}

export type VersionHeader =
  | { readonly kind: "version"; readonly version: ProtocolVersion }
  | { readonly kind: "refused"; readonly httpStatus: 400; readonly code: -32600; readonly message: string };

/** The `MCP-Protocol-Version` header of any request after `initialize`. Node joins a repeated header to `"1, 2"`, which is unsupported too. */
export function readVersionHeader(header: string | null | undefined): VersionHeader {
  if (header === null || header === undefined) return { kind: "version", version: ASSUMED_VERSION };
  if (isSupportedVersion(header)) return { kind: "version", version: header };
  return {
    kind: "refused",
    httpStatus: mcpErrorCodes.invalidRequest.httpStatus,
    code: mcpErrorCodes.invalidRequest.code,
    message: `Invalid request: MCP-Protocol-Version ${quoteName(header)} is not supported, use one of ${SUPPORTED_VERSIONS.join(", ")}`,
  };
}
