/**
 * Every JSON-RPC error code the gateway itself puts on the wire or reads there, and where the code comes from. Codes from -32020 to
 * -32099 are reserved to the MCP specification and -32000 to -32019 are used by SDKs without a definition: none is ours.
 * Codes of an upstream's own errors are relayed as they are within one era; between eras some mean another thing.
 */
export const mcpErrorCodes = {
  parseError: { code: -32700, httpStatus: 400, source: "JSON-RPC 2.0, section 5.1: invalid JSON was received" },
  invalidRequest: { code: -32600, httpStatus: 400, source: "JSON-RPC 2.0, section 5.1: not a valid Request object" },
  methodNotFound: { code: -32601, httpStatus: 200, source: "JSON-RPC 2.0, section 5.1: the method is not available" },
  invalidParams: {
    code: -32602,
    httpStatus: 200,
    source: "JSON-RPC 2.0, section 5.1; MCP 2025-11-25, server/tools, Error Handling: unknown tools",
  },
  headerMismatch: {
    code: -32020,
    httpStatus: 400,
    source: "MCP 2026-07-28, basic/transports: a header is missing or differs from the body",
  },
  missingClientCapability: {
    code: -32021,
    httpStatus: 400,
    source: "MCP 2026-07-28, basic/transports: the request needs what its client did not declare",
  },
  unsupportedProtocolVersion: {
    code: -32022,
    httpStatus: 400,
    source: "MCP 2026-07-28, basic/versioning: no such revision is spoken here",
  },
  /** Ours, and outside of what JSON-RPC reserves (-32768 to -32000): refused by the policy, where no result could say so. */
  policyDenied: { code: -31403, httpStatus: 200, source: "PolicyLayer: the policy refuses the request" },
  internalError: {
    code: -32603,
    httpStatus: 503,
    source:
      "JSON-RPC 2.0, section 5.1: internal error; here a fault of the gateway or an upstream that broke the protocol",
  },
} as const;
