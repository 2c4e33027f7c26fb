/** Whose server a request is for, by slugs. */
export interface ServerRoute {
  readonly organization: string;
  readonly team: string;
  readonly server: string;
}

/** All servers of a grant, behind one URL of its team. */
export interface TeamRoute {
  readonly organization: string;
  readonly team: string;
  readonly server: null;
}

export type McpRoute = ServerRoute | TeamRoute;

const SLUG = "([a-z0-9]+(?:-[a-z0-9]+)*)";
const ROUTE = new RegExp(`^/${SLUG}/${SLUG}(?:/${SLUG})?/mcp$`);
const PATH_CHARS_MAX = 3 * 40 + "////mcp".length;

/**
 * `/{org}/{team}/{server}/mcp` or `/{org}/{team}/mcp`, told apart by their number of parts, and compared with the request
 * target as it came: nothing is decoded, folded or normalised, and a query makes it another path. null for everything else.
 */
export function readMcpRoute(target: string): McpRoute | null {
  if (target.length > PATH_CHARS_MAX) return null;
  const [, organization, team, server] = ROUTE.exec(target) ?? [];
  if (organization === undefined || team === undefined) return null;
  return server === undefined ? { organization, team, server: null } : { organization, team, server };
}
