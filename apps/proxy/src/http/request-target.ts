const ABSOLUTE = /^https?:\/\/([^/?#]*)(\/.*)$/i;

/**
 * The path of a request target. One in absolute form (RFC 9112, section 3.2.2) has to name this proxy, whatever its `Host`
 * says; null when it names another place or has another scheme. What is no target at all comes back as it is and finds no
 * route.
 */
export function readTarget(target: string, isOurHost: (host: string) => boolean): string | null {
  if (target.startsWith("/") || !target.includes("://")) return target;
  const [, host, path] = ABSOLUTE.exec(target) ?? [];
  return host !== undefined && path !== undefined && isOurHost(host) ? path : null;
}
