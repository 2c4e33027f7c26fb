import { errorReply } from "./error-replies";
import type { JsonRpcId } from "./json-rpc-message";
import type { JsonObject } from "./json-value";
import { mcpErrorCodes } from "./mcp-error-codes";
import { quoteName } from "./quote-name";
import { STATELESS_VERSIONS } from "./stateless-version";

/** A message of revision 2026-07-28 that is refused before it is judged. Answer with `statelessRefusal` and this HTTP status. */
export interface StatelessRefusal {
  readonly kind: "stateless_refused";
  readonly httpStatus: number;
  readonly code: number;
  readonly message: string;
  /** null for a notification. */
  readonly id: JsonRpcId | null;
  readonly data?: JsonObject;
}

export function statelessRefusal({ id, code, message, data }: StatelessRefusal): string {
  return errorReply(id, code, message, data);
}

/** A header that is missing, unreadable, or says something else than the body. */
export function headerMismatch(id: JsonRpcId | null, header: string, what: string): StatelessRefusal {
  const { code, httpStatus } = mcpErrorCodes.headerMismatch;
  const message = `Header mismatch: ${what}`;
  return { kind: "stateless_refused", httpStatus, code, message, id, data: { header } };
}

/** `_meta` is not what every request of the revision carries. */
export function badEnvelope(id: JsonRpcId | null, what: string): StatelessRefusal {
  const { code } = mcpErrorCodes.invalidParams;
  return { kind: "stateless_refused", httpStatus: 400, code, message: `Invalid params: ${what}`, id };
}

export function unsupportedVersion(id: JsonRpcId | null, requested: string): StatelessRefusal {
  const { code, httpStatus } = mcpErrorCodes.unsupportedProtocolVersion;
  const bounded = requested.slice(0, 64);
  const message = `Unsupported protocol version: ${quoteName(bounded)}, use one of ${STATELESS_VERSIONS.join(", ")}`;
  const data = { supported: STATELESS_VERSIONS, requested: bounded };
  return { kind: "stateless_refused", httpStatus, code, message, id, data };
}

/** HTTP 404, unlike in the `initialize` era (MCP 2026-07-28, basic/transports). */
export function unknownMethod(id: JsonRpcId, method: string): StatelessRefusal {
  const { code } = mcpErrorCodes.methodNotFound;
  return { kind: "stateless_refused", httpStatus: 404, code, message: `Method not found: ${quoteName(method)}`, id };
}
