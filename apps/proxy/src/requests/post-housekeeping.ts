import type { JsonRpcId } from "@policylayer/mcp";
import type { Binding } from "../grants/grant";
import type { ClientSession } from "../sessions/session-directory";
import { type ForwardDeps, forward } from "../upstream/forward";
import type { UpstreamResult } from "../upstream/upstream-result";

/** What there is of a session in the upstream. */
export type UpstreamSession = Pick<ClientSession, "upstreamSessionId" | "protocolVersion">;

/** For what only sets a session up or tears it down. */
export const HOUSEKEEPING_MS = 5_000;

/** A message of the gateway's own in a session of an upstream. `body` null ends the session. Never rejects. */
export function postHousekeeping(
  deps: ForwardDeps,
  { upstream }: Pick<Binding, "upstream">,
  { upstreamSessionId, protocolVersion }: UpstreamSession,
  body: string | null,
  id: JsonRpcId | null,
): Promise<UpstreamResult> {
  return forward(deps, {
    upstream,
    context: { sessionId: upstreamSessionId, protocolVersion, traceparent: null },
    method: body === null ? "DELETE" : "POST",
    body,
    id,
    progressToken: undefined,
    sink: null,
    totalTimeoutMs: HOUSEKEEPING_MS,
  });
}
