import type { Binding, Grant } from "../grants/grant";
import { isCallerFor } from "../sessions/caller";
import type { Enforcement, EnforcementStep, JudgeDeps, JudgedRequest } from "./enforcement";

/** A stale grant is reloaded and judged again so often; then the change has no end and the request is refused. */
const RELOADS_MAX = 3;

/**
 * Judges a request by the grant as it is in force: with the one at hand, and anew with what Postgres holds whenever that turns
 * out to be stale. Rejects with `StoreUnavailable` or `DirectoryUnavailable`.
 */
export async function judgeByCurrent(
  { grants }: Pick<JudgeDeps, "grants">,
  request: JudgedRequest,
  judge: (grant: Grant, binding: Binding) => Promise<EnforcementStep>,
): Promise<Enforcement> {
  let { grant } = request;
  for (let reloads = 0; reloads <= RELOADS_MAX; reloads += 1) {
    const binding = grant.bindings.get(request.serverSlug);
    if (binding === undefined) return { kind: "no_binding" };
    if (!isCallerFor(request.caller, grant, binding)) return { kind: "no_session" };
    const step = await judge(grant, binding);
    if (step.kind !== "stale") return step;
    const reloaded = await grants.reload(grant);
    if (reloaded === null) return { kind: "gone" };
    grant = reloaded;
  }
  return { kind: "unsettled" };
}
