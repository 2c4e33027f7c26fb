import type { Grant } from "../grants/grant";
import { refuseUnauthorized } from "../requests/require-current";
import type { Runtime } from "../runtime";
import type { Exchange } from "./exchange";
import type { McpRoute } from "./mcp-route";

/**
 * The grant of a request's token, at once when it is in memory; null when the request was answered, alike for every cause. It
 * may be older than what is in force. Rejects with `StoreUnavailable` or `DirectoryUnavailable`.
 */
export function requireGrant(
  { tokenHashes, grants }: Pick<Runtime, "tokenHashes" | "grants">,
  exchange: Exchange,
  route: McpRoute,
): Grant | null | Promise<Grant | null> {
  const tokenHash = tokenHashes.of(exchange.req.socket, exchange.head.authorization);
  if (tokenHash === null) return refuseUnauthorized(exchange);
  const cached = grants.cached(tokenHash);
  return cached !== undefined
    ? ofRoute(exchange, route, cached)
    : grants.find(tokenHash).then((grant) => ofRoute(exchange, route, grant));
}

function ofRoute(exchange: Exchange, { organization, team }: McpRoute, grant: Grant | null): Grant | null {
  if (grant !== null && grant.organizationSlug === organization && grant.teamSlug === team) return grant;
  return refuseUnauthorized(exchange);
}
