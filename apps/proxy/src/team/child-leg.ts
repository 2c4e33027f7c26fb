import type { JsonObject } from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import { legOf } from "../requests/leg-of";
import type { Runtime } from "../runtime";
import type { TeamSession } from "../sessions/team-session";
import { CANCELLED_UNSENT, type LegRequest, type Sent, type UpstreamLeg } from "../upstream/upstream-leg";
import { openChild } from "./open-child";

/**
 * From a team session to one of its servers, in the session it has there. That is opened by the first request that is let
 * through, and a request that finds the server away says so: nothing was sent then. A session that the server has lost for good
 * ends alone; the next request opens another.
 */
export class ChildLeg implements UpstreamLeg {
  /** The one that was sent on last. */
  #last: UpstreamLeg | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly team: TeamSession,
  ) {}

  present(toolList: JsonObject): JsonObject {
    return this.#last?.present?.(toolList) ?? toolList;
  }

  async send(request: LegRequest): Promise<Sent> {
    const { runtime, exchange, team } = this;
    const { rights, inFlight } = request;
    const { grant, binding } = rights;
    if (inFlight?.isCancelled === true) return CANCELLED_UNSENT;
    const child = await openChild(runtime, team, rights);
    if (child.kind !== "open")
      return unsent(binding.serverSlug, child.kind === "ended" ? "its session has ended" : child.reason);
    if (inFlight !== null) inFlight.server = binding.serverSlug;
    const leg = legOf(runtime, exchange, child.session);
    this.#last = leg;
    const { result, isLost } = await leg.send(request);
    if (isLost) await runtime.sessions.end(grant, binding, child.session.sessionId);
    return { result, isLost: false };
  }
}

function unsent(server: string, reason: string): Sent {
  const detail = `The server ${server} is unavailable: ${reason}. The request was not sent to it.`;
  return { result: { kind: "not_sent", reason, mayRetry: false, detail }, isLost: false };
}
