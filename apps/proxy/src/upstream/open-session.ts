import { filterInitializeResult, type Initialize, type ProtocolVersion, rebuildInitialize } from "@policylayer/mcp";
import type { UpstreamAddress } from "../grants/grant";
import { type ForwardDeps, forward } from "./forward";
import { GATEWAY_NAME, GATEWAY_VERSION } from "./headers";
import type { UpstreamAnswer, UpstreamResult } from "./upstream-result";

/** What may be a session id (MCP 2025-11-25, basic/transports: visible ASCII). */
const UPSTREAM_SESSION_ID = /^[\x21-\x7e]{1,1024}$/;

export type OpenedSession =
  | {
      readonly kind: "opened";
      readonly upstreamSessionId: string | null;
      readonly answer: Extract<ReturnType<typeof filterInitializeResult>, { kind: "ok" }>;
    }
  /** The upstream's own JSON-RPC error. */
  | { readonly kind: "refused"; readonly answer: UpstreamAnswer }
  | { readonly kind: "failed"; readonly result: Exclude<UpstreamResult, { kind: "answer" }> }
  /** It answered what makes no sense for an `initialize`. */
  | { readonly kind: "unfit" };

/** Initializes a session with an upstream. Never rejects. */
export async function openSession(
  deps: ForwardDeps,
  upstream: UpstreamAddress,
  init: Pick<Initialize, "id" | "clientInfo" | "capabilities">,
  protocolVersion: ProtocolVersion,
  traceparent: string | null,
  totalTimeoutMs?: number,
): Promise<OpenedSession> {
  const result = await forward(deps, {
    upstream,
    context: { sessionId: null, protocolVersion: null, traceparent },
    method: "POST",
    body: rebuildInitialize(init, { protocolVersion, clientName: GATEWAY_NAME, version: GATEWAY_VERSION }),
    id: init.id,
    progressToken: undefined,
    sink: null,
    ...(totalTimeoutMs === undefined ? {} : { totalTimeoutMs }),
    readsNotFound: true,
  });
  if (result.kind !== "answer") return { kind: "failed", result };
  if (result.answer.isRpcError) return { kind: "refused", answer: result.answer };
  const answer = filterInitializeResult(result.answer.value.result ?? null);
  const { sessionId } = result;
  const isFit = sessionId === null || UPSTREAM_SESSION_ID.test(sessionId);
  return answer.kind === "ok" && isFit ? { kind: "opened", upstreamSessionId: sessionId, answer } : { kind: "unfit" };
}
