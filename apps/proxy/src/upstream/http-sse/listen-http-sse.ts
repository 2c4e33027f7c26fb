import type { ForwardDeps } from "../forward";
import type { UpstreamListener } from "../upstream-listener";
import { reach, type Where } from "./open-connection";

/** `listen` for an HTTP+SSE upstream: what it says on the session's stream that belongs to no request. */
export function listenHttpSse(
  deps: ForwardDeps,
  where: Where,
  listener: UpstreamListener,
): { readonly credentials: readonly string[] | null } {
  const { upstream, context } = where;
  const connection = context.sessionId === null ? null : deps.httpSse.find(upstream, context.sessionId);
  if (connection !== null) {
    connection.listen(listener);
    return { credentials: connection.options.credentials };
  }
  void reach(deps, where).then((failure) => {
    if (failure === null) listener.refuse({ kind: "status", status: 404 });
    else listener.refuse({ kind: "failed", reason: failure.kind });
  });
  return { credentials: null };
}
