import type { TeamName } from "./team-name";

/*
 * URIs are the servers' own and opaque, and two servers may use the same one for different things. So each is named after its
 * server at the team endpoint, always: which server is meant can then be read off the URI by any proxy, at any time, before
 * any list was asked for and after a server has come or gone. An index of the lists, with names for collisions only, would
 * give the same resource different URIs as servers come and go.
 *
 *   file:///a.txt of `files`   policylayer+files:file:///a.txt
 *   ui://app/main of `files`   ui://policylayer+files/app/main     hosts know an app by its scheme (MCP Apps)
 */

const PLAIN = /^policylayer\+([a-z0-9]+(?:-[a-z0-9]+)*):(.*)$/s;
const APP = /^ui:\/\/policylayer\+([a-z0-9]+(?:-[a-z0-9]+)*)\/(.*)$/s;
const APP_SCHEME = "ui://";

/** The URI (or URI template) at the team endpoint. */
export function namespaceUri(server: string, uri: string): string {
  return uri.startsWith(APP_SCHEME)
    ? `${APP_SCHEME}policylayer+${server}/${uri.slice(APP_SCHEME.length)}`
    : `policylayer+${server}:${uri}`;
}

/** Whose resource a URI at the team endpoint is; null for one that names no server. */
export function splitUri(shown: string): TeamName | null {
  const [, server, rest] = PLAIN.exec(shown) ?? [];
  // What the other form would have been used for is nobody's: every resource has one URI.
  if (server !== undefined && rest !== undefined) return rest.startsWith(APP_SCHEME) ? null : { server, name: rest };
  const [, owner, path] = APP.exec(shown) ?? [];
  return owner === undefined || path === undefined ? null : { server: owner, name: `${APP_SCHEME}${path}` };
}
