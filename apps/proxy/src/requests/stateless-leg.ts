import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { CANCELLED_UNSENT, type LegRequest, type Sent, type UpstreamLeg } from "../upstream/upstream-leg";
import { narrowed } from "./initialize";
import { type StatelessSender, sendStateless } from "./send-stateless";

/** What a client of revision 2026-07-28 says of itself with a request. */
export type StatelessOrigin = Omit<StatelessSender, "capabilities">;

/**
 * Within revision 2026-07-28 on both sides: the message is rebuilt with the client's own envelope, of which the policy may take
 * capabilities away, and the answer is relayed as it comes, one that asks for input among them. The end of the client's
 * connection is a cancellation, and ends the upstream's at once.
 */
export class StatelessLeg implements UpstreamLeg {
  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly origin: StatelessOrigin,
  ) {}

  async send(request: LegRequest): Promise<Sent> {
    const { runtime, exchange, origin } = this;
    const { inFlight, rights } = request;
    if (inFlight?.isCancelled === true || exchange.isClientGone) return CANCELLED_UNSENT;
    const sender = { ...origin, capabilities: narrowed(rights.binding, origin.declared) };
    const { result } = await sendStateless(runtime, exchange, request, sender, (upstream) => {
      const end = () => upstream.giveUp("cancelled");
      if (inFlight !== null) inFlight.onCancelled = end;
      exchange.onClientGone(end);
    });
    return { result, isLost: false };
  }
}
