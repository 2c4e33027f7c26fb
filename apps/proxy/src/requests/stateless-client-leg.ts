import { resultTypeOf, toPrivateAnswer } from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import type { FailedExchange } from "../upstream/upstream-fault";
import { CANCELLED_UNSENT, type LegRequest, type Sent, type UpstreamLeg } from "../upstream/upstream-leg";
import type { UpstreamResult } from "../upstream/upstream-result";
import { judgeInputRequests } from "./judge-input-requests";
import { PooledSessionLeg } from "./pooled-session-leg";
import { StatelessLeg } from "./stateless-leg";

/** The leg of a client of 2026-07-28: in its own revision where the upstream speaks it, else in a session of the gateway's. */
export class StatelessClientLeg implements UpstreamLeg {
  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly caller: StatelessCaller,
  ) {}

  async send(request: LegRequest): Promise<Sent> {
    const { runtime, exchange, caller } = this;
    if (exchange.isClientGone) return CANCELLED_UNSENT;
    const era = await runtime.eras.speaks2026(request.rights);
    if (typeof era !== "string") return { result: unsent(era), isLost: false };
    if (era === "yes") return this.#sendStateless(request);
    const leg = new PooledSessionLeg(runtime, exchange, caller.envelope);
    const sent = await leg.send(request);
    // Of what no session was opened for nothing left, so that this is no second time.
    if (!leg.isOfOtherEra || (await runtime.eras.doubt(request.rights.binding.upstream)) !== "yes") return sent;
    return this.#sendStateless(request);
  }

  async #sendStateless(request: LegRequest): Promise<Sent> {
    const { runtime, exchange, caller } = this;
    const { clientInfo, clientCapabilities: declared, logLevel } = caller.envelope;
    const { result } = await new StatelessLeg(runtime, exchange, { clientInfo, declared, logLevel }).send(request);
    return { result: await this.#finish(request, result), isLost: false };
  }

  async #finish(request: LegRequest, result: UpstreamResult): Promise<UpstreamResult> {
    if (result.kind !== "answer") return result;
    const { kind } = request.message;
    const answer = toPrivateAnswer(kind, result.answer);
    if (answer.isRpcError || resultTypeOf(kind, answer) !== "input_required") return { ...result, answer };
    const refused = await judgeInputRequests(this.runtime, this.caller, request, answer);
    return { ...result, answer: refused ?? answer };
  }
}

/** No verdict, no message: whatever the upstream did with the question, nothing of the request left. */
function unsent(fault: FailedExchange): UpstreamResult {
  if (fault.kind === "status" || fault.kind === "not_sent") return fault;
  return { kind: "not_sent", reason: "the upstream did not say which revision it speaks", mayRetry: false };
}
