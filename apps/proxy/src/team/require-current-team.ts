import type { Grant } from "../grants/grant";
import { requireCurrentGrant } from "../requests/require-current";
import type { Runtime } from "../runtime";
import type { TeamCallerRequest } from "./team-request";

/** The grant in force; null when the request was answered. Rejects with `StoreUnavailable` or `DirectoryUnavailable`. */
export function requireCurrentTeam(
  runtime: Runtime,
  { exchange, grant, caller }: TeamCallerRequest,
): Promise<Grant | null> {
  return requireCurrentGrant(runtime, exchange, grant, caller.sessionId);
}
