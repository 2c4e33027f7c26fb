import type { Binding } from "../grants/grant";
import type { ClientSession } from "../sessions/session-directory";
import { type ForwardDeps, forward } from "../upstream/forward";
import type { UpstreamResult } from "../upstream/upstream-result";

/** For what only sets a session up or tears it down. */
export const HOUSEKEEPING_MS = 5_000;

/** A message of the gateway's own in a session of an upstream. `body` null ends the session. Never rejects. */
export function postHousekeeping(
  deps: ForwardDeps,
  { upstream }: Binding,
  { upstreamSessionId, protocolVersion }: ClientSession,
  body: string | null,
  id: string | null,
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
