import { rebuildRequest } from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { forward } from "../upstream/forward";
import { CANCELLED_UNSENT, type LegRequest, type Sent, type UpstreamLeg } from "../upstream/upstream-leg";
import type { UpstreamResult } from "../upstream/upstream-result";
import { inLivingSession } from "./in-living-session";

/** Within the `initialize` era on both sides: the client's session is one of the upstream's, and messages keep their ids. */
export class SessionLeg implements UpstreamLeg {
  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly session: ClientSession,
  ) {}

  async send(request: LegRequest): Promise<Sent> {
    if (request.inFlight?.isCancelled === true) return CANCELLED_UNSENT;
    const result = await this.#sendIn(this.session, request);
    if (result.kind !== "status") return { result, isLost: false };
    // A lost session has run nothing, so that this is no second time.
    return inLivingSession(this.runtime, request.rights, this.session, result, async (revived) =>
      request.inFlight?.isCancelled === true ? CANCELLED_UNSENT.result : this.#sendIn(revived, request),
    );
  }

  #sendIn(session: ClientSession, { rights, message, sink, inFlight }: LegRequest): Promise<UpstreamResult> {
    const { runtime, exchange } = this;
    const { upstreamSessionId, protocolVersion } = session;
    return forward(runtime.forward, {
      upstream: rights.binding.upstream,
      context: { sessionId: upstreamSessionId, protocolVersion, traceparent: exchange.head.traceparent },
      method: "POST",
      body: rebuildRequest(message),
      id: message.id,
      progressToken: "meta" in message ? message.meta?.progressToken : undefined,
      sink,
      rights,
      session,
      onExchange: (upstream) => {
        if (inFlight === null) return;
        inFlight.client = exchange;
        inFlight.upstream = upstream;
        // The upstream was told and may still end by itself; its answer then counts.
        inFlight.onCancelled = () => setTimeout(() => upstream.giveUp("cancelled"), runtime.settings.cancelGraceMs);
        if (inFlight.isCancelled) inFlight.onCancelled();
      },
    });
  }
}
