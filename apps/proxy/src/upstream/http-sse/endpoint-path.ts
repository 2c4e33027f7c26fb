/** More than an address needs. */
const CHARS_MAX = 4_096;

/**
 * Where messages are to be posted, as an `endpoint` event names it: path and query, or null when that isn't an address of the
 * upstream's own origin. The client's messages and our credentials go there, so that it may be nowhere else.
 */
export function endpointPath(data: string, upstreamUrl: string): string | null {
  if (data.length === 0 || data.length > CHARS_MAX || !URL.canParse(data, upstreamUrl)) return null;
  const endpoint = new URL(data, upstreamUrl);
  const isOwn = endpoint.origin === new URL(upstreamUrl).origin && endpoint.username === "" && endpoint.password === "";
  return isOwn ? `${endpoint.pathname}${endpoint.search}` : null;
}
