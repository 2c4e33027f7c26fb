import type { Envelope } from "@policylayer/mcp";
import type { Binding, Grant } from "../grants/grant";
import { type ClientSession, isSessionFor } from "./session-directory";
import type { TeamSession } from "./team-session";

/** A request of a revision without sessions (2026-07-28): it stands for itself. */
export interface StatelessCaller {
  readonly sessionId: null;
  /** Self-reported. */
  readonly clientName: string | null;
  readonly protocolVersion: string;
  /** What its request says of it. */
  readonly envelope: Envelope;
}

/** Who asks, within a grant. */
export type Caller = ClientSession | TeamSession | StatelessCaller;

/** What every result of the caller's revision says of itself; undefined where results have no such member. */
export function resultTypeFor(caller: Caller): "complete" | undefined {
  return caller.sessionId === null ? "complete" : undefined;
}

/** Whether somebody may ask for this binding under this grant. To be asked again whenever the grant was reloaded. */
export function isCallerFor(caller: Caller, grant: Grant, binding: Binding): boolean {
  if (caller.sessionId === null) return true;
  return caller.serverId === null ? caller.grantId === grant.grantId : isSessionFor(caller, grant, binding);
}
