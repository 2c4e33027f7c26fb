const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request may be answered, by its Host and Origin headers. A web page can make a browser send requests to
 * this machine under a name of its own (DNS rebinding); the server listens on loopback, so only loopback names are us.
 * Source: MCP 2025-11-25, transports, security warning.
 */
export function isAllowedHost(host: string | undefined, origin: string | undefined): boolean {
  return isLoopback(`http://${host ?? ""}`) && (origin === undefined || isLoopback(origin));
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.has(new URL(url).hostname);
}
