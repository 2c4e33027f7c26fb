import type { Binding, Grant } from "../grants/grant";
import { type ClientSession, isSessionFor } from "./session-directory";

/** A request of a revision without sessions (2026-07-28): it stands for itself. */
export interface StatelessCaller {
  readonly sessionId: null;
  /** Self-reported. */
  readonly clientName: string | null;
  readonly protocolVersion: string;
}

/** Who asks, within a grant. */
export type Caller = ClientSession | StatelessCaller;

/** Whether somebody may ask for this binding under this grant. To be asked again whenever the grant was reloaded. */
export function isCallerFor(caller: Caller, grant: Grant, binding: Binding): boolean {
  return caller.sessionId === null || isSessionFor(caller, grant, binding);
}
