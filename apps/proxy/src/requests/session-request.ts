import type { Binding, Grant } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { ClientSession } from "../sessions/session-directory";

/** A message whose sender is known, for one of the sender's servers. */
export interface GrantRequest {
  readonly exchange: Exchange;
  readonly grant: Grant;
  readonly binding: Binding;
  /** Of the message's body. */
  readonly bytes: number;
}

/** The same within a session. Whether the session still lives is asked of the gate, with the grant's epoch. */
export interface SessionRequest extends GrantRequest {
  readonly session: ClientSession;
}
