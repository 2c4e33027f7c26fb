import { isJsonObject, mcpErrorCodes } from "@policylayer/mcp";
import type { Caller } from "../sessions/caller";
import type { UpstreamAnswer } from "../upstream/upstream-result";

/**
 * The HTTP status of an upstream's answer. Revision 2026-07-28 gives some errors one of their own (basic/transports, Streamable
 * HTTP); in the `initialize` era every answer is a 200.
 */
export function answerStatus({ sessionId }: Pick<Caller, "sessionId">, { isRpcError, value }: UpstreamAnswer): number {
  if (sessionId !== null || !isRpcError || !isJsonObject(value.error)) return 200;
  switch (value.error.code) {
    case mcpErrorCodes.missingClientCapability.code:
      return mcpErrorCodes.missingClientCapability.httpStatus;
    case mcpErrorCodes.methodNotFound.code:
      return 404;
    default:
      return 200;
  }
}
