import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import type { SessionUpstreamLeg } from "../upstream/upstream-leg";
import { BridgedLeg } from "./bridged-leg";
import { SessionLeg } from "./session-leg";

/** How the messages of a session reach its upstream, which is of the same era or isn't. */
export function legOf(runtime: Runtime, exchange: Exchange, session: ClientSession): SessionUpstreamLeg {
  return session.bridge === null
    ? new SessionLeg(runtime, exchange, session)
    : new BridgedLeg(runtime, exchange, session, session.bridge);
}
