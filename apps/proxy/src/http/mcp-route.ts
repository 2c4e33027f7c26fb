/** Whose server a request is for, by slugs. */
export interface McpRoute {
  readonly organization: string;
  readonly team: string;
  readonly server: string;
}

const SLUG = "([a-z0-9]+(?:-[a-z0-9]+)*)";
const ROUTE = new RegExp(`^/${SLUG}/${SLUG}/${SLUG}/mcp$`);
const PATH_CHARS_MAX = 3 * 40 + "////mcp".length;

/**
 * `/{org}/{team}/{server}/mcp`, compared with the request target as it came: nothing is decoded, folded or normalised, and
 * a query makes it another path. null for everything else.
 */
export function readMcpRoute(target: string): McpRoute | null {
  if (target.length > PATH_CHARS_MAX) return null;
  const [, organization, team, server] = ROUTE.exec(target) ?? [];
  if (organization === undefined || team === undefined || server === undefined) return null;
  return { organization, team, server };
}
