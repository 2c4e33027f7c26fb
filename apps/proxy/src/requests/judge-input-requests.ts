import { newId } from "@policylayer/crypto";
import { denialError, errorReply, isJsonObject, mcpErrorCodes, readInputRequests } from "@policylayer/mcp";
import { planServerRequest } from "@policylayer/policy";
import { enforceAccess } from "../enforcement/enforce-access";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import type { LegRequest } from "../upstream/upstream-leg";
import type { UpstreamAnswer } from "../upstream/upstream-result";
import { recordAnswered } from "./record-answered";
import { RECORD_MARGIN_MS } from "./send-decided";

/**
 * What a server of 2026-07-28 asks of its client in place of a result: judged by the policy's `server_requests` and recorded, as
 * it is when a server of the `initialize` era asks. Null when the client may be asked; else the error that it gets instead. The
 * record ends with the asking: how the client answers is seen in its next request, which is judged as any other. Rejects with
 * `StoreUnavailable` or `DirectoryUnavailable`.
 */
export async function judgeInputRequests(
  runtime: Runtime,
  caller: StatelessCaller,
  { rights, message }: LegRequest,
  { value }: UpstreamAnswer,
): Promise<UpstreamAnswer | null> {
  const { gate, metrics, now, settings } = runtime;
  const result = isJsonObject(value.result) ? value.result : {};
  const asked = readInputRequests(result, caller.envelope.clientCapabilities);
  if (asked === null) {
    metrics.count("policylayer_server_requests_total", "unsupported");
    return refused(
      errorReply(message.id, mcpErrorCodes.internalError.code, "The server asks for what can't be asked."),
    );
  }
  for (const { method } of asked) {
    const callId = newId("call");
    const enforcement = await enforceAccess(runtimeDeps(runtime), {
      callId,
      method,
      name: null,
      argumentKeys: [],
      grant: rights.grant,
      serverSlug: rights.binding.serverSlug,
      caller,
      requestBytes: 0,
      deadlineMs: now() + RECORD_MARGIN_MS + settings.totalTimeoutMs,
      startedAt: performance.now(),
      plan: (policy) => planServerRequest(policy, { method }),
    });
    if (enforcement.kind !== "decided") {
      metrics.count("policylayer_server_requests_total", enforcement.kind);
      const said = "The grant has changed while the server was asked. Try again.";
      return refused(errorReply(message.id, mcpErrorCodes.internalError.code, said));
    }
    const { decision, grant } = enforcement;
    const ask = { upstreamId: message.id, method, callId, askedAtMs: now() };
    const isAllowed = decision.decision === "allow";
    metrics.count("policylayer_server_requests_total", isAllowed ? "relayed" : "denied");
    recordAnswered(gate, grant, ask, now(), isAllowed ? "ok" : null, isAllowed ? null : decision.message);
    if (isAllowed) continue;
    // What is judged without limits can't exceed one.
    if (decision.decision === "rate_limited") throw new Error("nothing but a call has limits");
    return refused(denialError(message.id, { kind: "request", name: method }, decision, callId));
  }
  return null;
}

function runtimeDeps({ gate, grants, metrics, bootId, settings }: Runtime): Parameters<typeof enforceAccess>[0] {
  return { gate, grants, metrics, bootId, staleGrantMsMax: settings.staleGrantMsMax };
}

function refused(text: string): UpstreamAnswer {
  return { kind: "answer", isToolError: false, isRpcError: true, value: JSON.parse(text), text };
}
