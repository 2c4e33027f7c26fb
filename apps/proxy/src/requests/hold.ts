import { errorReply, mcpErrorCodes, type ToolsCall } from "@policylayer/mcp";
import type { AskedApproval } from "@policylayer/policy";
import { waitForDecision } from "../approvals/wait-for-decision";
import type { ApprovalAnswer } from "../grants/approval-store";
import type { Runtime } from "../runtime";
import type { InFlightCall } from "../sessions/in-flight-calls";
import { ClientStream } from "../upstream/client-stream";
import type { GrantRequest } from "./session-request";

/**
 * A call whose client is kept waiting for a person. While it waits, the client hears that it does: as progress if it gave a
 * token, else as comments. The stream that opens with the first of them takes the call's answer too.
 */
export class Hold {
  readonly stream: ClientStream;
  /** What people took of the call's time. */
  heldMs = 0;
  #untilMs: number | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly request: GrantRequest,
    private readonly call: ToolsCall,
    private readonly inFlight: InFlightCall,
  ) {
    this.stream = new ClientStream(request.exchange, runtime.settings.clientDrainMs, runtime.openStreams);
  }

  /** Nobody is there to hear the answer: nothing may be used up or sent for it. */
  get isAbandoned(): boolean {
    return this.inFlight.isCancelled || this.request.exchange.isClientGone;
  }

  /**
   * What was decided within `waitSeconds` of the call's first wait, and before the request expires. Null when nothing was, when
   * the client left, the proxy is about to stop, or holds as many calls as it may. Rejects as `look` does.
   */
  async wait(
    asked: AskedApproval,
    waitSeconds: number,
    look: () => Promise<ApprovalAnswer | null>,
  ): Promise<ApprovalAnswer | null> {
    const { now, settings, held, metrics, approvalSignals } = this.runtime;
    const nowMs = now();
    this.#untilMs ??= nowMs + Math.min(waitSeconds * 1_000, settings.holdMsMax);
    const waitMs = Math.min(this.#untilMs, Date.parse(asked.expiresAt)) - nowMs;
    if (waitMs <= 0 || this.isAbandoned) return null;
    const abandon = new AbortController();
    const end = () => abandon.abort();
    const release = held.hold(end);
    metrics.count("policylayer_approvals_total", release === null ? "not_held" : "held");
    if (release === null) return null;
    this.inFlight.onCancelled = end;
    this.request.exchange.onClientGone(end);
    const startedAt = performance.now();
    const signs = this.#giveSigns(asked, waitMs);
    try {
      const wait = { approvalId: asked.id, waitMs, abandoned: abandon.signal, look };
      return await waitForDecision(approvalSignals, wait);
    } finally {
      clearInterval(signs);
      release();
      this.inFlight.onCancelled = null;
      this.heldMs += performance.now() - startedAt;
    }
  }

  /** The end of a call that failed after its stream had opened, when no status can be answered any more. */
  fail(code: string, message: string, callId: string, isRetryable: boolean): void {
    const data = { code, retryable: isRetryable, call_id: callId };
    this.stream.end(errorReply(this.call.id, mcpErrorCodes.internalError.code, message, data));
  }

  #giveSigns(asked: AskedApproval, waitMs: number): NodeJS.Timeout {
    const progressToken = this.call.meta?.progressToken;
    const { keepAliveMs } = this.runtime.settings;
    if (progressToken === undefined) return setInterval(() => this.stream.keepAlive(), keepAliveMs);
    const startedAt = performance.now();
    const message = `Waiting for a person to decide (${asked.id})`;
    // It counts up to zero, so that whatever the upstream reports afterwards is further on (progress must only grow).
    const sign = () => {
      const progress = Math.min(0, Math.round(performance.now() - startedAt - waitMs) / 1_000);
      const params = { progressToken, progress, message };
      this.stream.relay(JSON.stringify({ jsonrpc: "2.0", method: "notifications/progress", params }), () => undefined);
    };
    sign();
    return setInterval(sign, keepAliveMs);
  }
}
