import type { Binding, Grant } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { CallerRequest } from "../requests/session-request";
import type { Runtime } from "../runtime";
import type { Caller } from "../sessions/caller";
import type { TeamSession } from "../sessions/team-session";
import type { UpstreamLeg } from "../upstream/upstream-leg";
import { ChildLeg } from "./child-leg";
import { NamespacedLeg } from "./namespaced-leg";

/** A message whose sender is known, for whichever of the grant's servers it turns out to mean. */
export interface TeamGrantRequest {
  readonly exchange: Exchange;
  readonly grant: Grant;
  /** Of the message's body. */
  readonly bytes: number;
}

/** One that can be judged and sent on, of whatever revision. */
export interface TeamCallerRequest extends TeamGrantRequest {
  readonly caller: Caller;
  /** How one server is reached, its resources under the names of the team endpoint. */
  readonly legTo: (binding: Binding) => UpstreamLeg;
}

/** The same within a session. */
export interface TeamSessionRequest extends TeamCallerRequest {
  readonly session: TeamSession;
}

export function inTeamSession(runtime: Runtime, request: TeamGrantRequest, session: TeamSession): TeamSessionRequest {
  const legTo = ({ serverSlug }: Binding) =>
    new NamespacedLeg(new ChildLeg(runtime, request.exchange, session), serverSlug);
  return { ...request, caller: session, session, legTo };
}

/** What is asked of one server, as if the client had asked that server itself. `shownAs` is what the client called it. */
export function requestTo(team: TeamCallerRequest, grant: Grant, binding: Binding, shownAs: string): CallerRequest {
  const { exchange, bytes, caller, legTo } = team;
  return { exchange, grant, binding, bytes, caller, leg: legTo(binding), shownAs };
}

/** The grant's servers, in the order of every list. */
export function bindingsOf({ bindings }: Grant): Binding[] {
  return [...bindings.values()].sort((a, b) => (a.serverSlug < b.serverSlug ? -1 : 1));
}
