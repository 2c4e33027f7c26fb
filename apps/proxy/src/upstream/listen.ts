import type { UpstreamAddress } from "../grants/grant";
import { credentialsIn } from "./credentials";
import type { ForwardDeps } from "./forward";
import { type UpstreamContext, upstreamHeaders } from "./headers";
import { listenHttpSse } from "./http-sse/listen-http-sse";
import type { UpstreamListener } from "./upstream-listener";

/**
 * Begins to listen to an upstream: with a GET in the `initialize` era, with `body` since 2026-07-28. Returns what none of its messages may repeat, or null when its
 * headers can't be opened: then nothing was sent, and the listener is closed.
 */
export function listen(
  deps: ForwardDeps,
  upstream: UpstreamAddress,
  context: UpstreamContext,
  listener: UpstreamListener,
  body: string | null = null,
): { readonly credentials: readonly string[] | null } | null {
  if (upstream.transport === "http_sse") return listenHttpSse(deps, { upstream, context }, listener);
  const { pools, encryptionKey, log } = deps;
  let headers: string[];
  try {
    headers = upstreamHeaders(upstream, context, encryptionKey);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    log.error({ serverId: upstream.serverId, error: name }, "the server's headers could not be opened");
    listener.close();
    return null;
  }
  pools
    .streamsOf(upstream)
    .dispatch({ method: body === null ? "GET" : "POST", path: upstream.path, headers, body }, listener);
  return { credentials: upstream.sealedHeaders === null ? null : credentialsIn(headers) };
}
