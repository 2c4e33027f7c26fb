import type { Binding, Grant } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Caller } from "../sessions/caller";
import type { ClientSession } from "../sessions/session-directory";
import type { SessionUpstreamLeg, UpstreamLeg } from "../upstream/upstream-leg";

/** A message whose sender is known, for one of the sender's servers. */
export interface GrantRequest {
  readonly exchange: Exchange;
  readonly grant: Grant;
  readonly binding: Binding;
  /** Of the message's body. */
  readonly bytes: number;
}

/** One that can be judged and sent on, of whatever revision. */
export interface CallerRequest extends GrantRequest {
  readonly caller: Caller;
  readonly leg: UpstreamLeg;
  /** The name or URI the client used, where that isn't the server's own: what it is told of it has to speak of that. */
  readonly shownAs?: string;
}

/** The same within a session. Whether the session still lives is asked of the gate, with the grant's epoch. */
export interface SessionRequest extends CallerRequest {
  readonly session: ClientSession;
  readonly leg: SessionUpstreamLeg;
}
