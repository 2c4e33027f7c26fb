import { type JsonRpcId, readUpstreamAnswer } from "@policylayer/mcp";
import type { Bag, BagItem } from "../bag";
import type { Rights, UpstreamAddress } from "../grants/grant";
import type { Log } from "../log";
import type { Metrics } from "../metrics";
import type { ServerCancelled, ServerRequest, ServerRequests } from "../requests/server-requests";
import type { ClientSession } from "../sessions/session-directory";
import type { Settings } from "../settings";
import { credentialsIn } from "./credentials";
import type { FrameSink } from "./frame-sink";
import { type UpstreamContext, upstreamHeaders } from "./headers";
import { forwardHttpSse } from "./http-sse/forward-http-sse";
import type { HttpSseConnections } from "./http-sse/http-sse-connections";
import { type ExchangeOptions, UpstreamExchange } from "./upstream-exchange";
import type { UpstreamPool, UpstreamPools } from "./upstream-pools";
import type { GiveUpReason, UpstreamResult } from "./upstream-result";

export interface ForwardDeps {
  readonly pools: UpstreamPools;
  readonly encryptionKey: Buffer;
  readonly settings: Pick<
    Settings,
    "answerBytesMax" | "firstByteTimeoutMs" | "idleTimeoutMs" | "totalTimeoutMs" | "upstreamPendingMax"
  >;
  readonly metrics: Metrics;
  readonly serverRequests: Pick<ServerRequests, "take" | "cancel">;
  readonly log: Log;
  /** Exchanges that a shutdown has to end. */
  readonly open: Bag<OpenExchange>;
  /** The sessions with upstreams of the older transport. */
  readonly httpSse: HttpSseConnections;
  /** True once nothing may leave this process any more. */
  readonly isClosed: () => boolean;
}

/** One that can be ended from outside, whatever state it is in. */
export interface OpenExchange extends BagItem {
  giveUp(why: GiveUpReason): void;
}

export interface UpstreamRequest {
  readonly upstream: UpstreamAddress;
  readonly context: UpstreamContext;
  readonly method: "POST" | "DELETE";
  /** The rebuilt message; null without a body. */
  readonly body: string | null;
  /** null for a notification. */
  readonly id: JsonRpcId | null;
  readonly progressToken: unknown;
  readonly sink: FrameSink | null;
  /** Where there is a sink: whose it is. */
  readonly rights?: Rights;
  readonly session?: ClientSession;
  /** Instead of a session's client: takes what the upstream asks while it answers. */
  readonly onAsked?: (asked: ServerRequest | ServerCancelled) => void;
  /** Instead of the ordinary one. */
  readonly totalTimeoutMs?: number | undefined;
  /** Reads the answer and what comes before it, instead of `readUpstreamAnswer`. */
  readonly readAnswer?: ExchangeOptions["readAnswer"] | undefined;
  /** Whether a 404 may hold a JSON-RPC error. It always may in revision 2026-07-28. */
  readonly readsNotFound?: boolean;
  /** Of revision 2026-07-28. */
  readonly stateless?: { readonly isLogWanted: boolean };
  /** Told of the exchange once it exists, so that it can be given up. */
  readonly onExchange?: (exchange: OpenExchange) => void;
}

/**
 * Sends one message to an upstream and waits for the end of it. Never rejects. Never sends twice: the one repetition
 * follows a connection that was not made, where nothing had left. Redirects are answers like any other status here.
 */
export async function forward(deps: ForwardDeps, request: UpstreamRequest): Promise<UpstreamResult> {
  if (request.upstream.transport === "http_sse") return forwardHttpSse(deps, request);
  const upstreamPool = deps.pools.of(request.upstream);
  const { breaker } = upstreamPool;
  const retryAfterMs = breaker.admit(performance.now());
  if (retryAfterMs > 0) return { kind: "not_sent", reason: "upstream_unavailable", mayRetry: false, retryAfterMs };
  let result = await send(deps, request, upstreamPool);
  if (result.kind === "not_sent" && result.mayRetry) result = await send(deps, request, upstreamPool);
  breaker.report(result, performance.now());
  return result;
}

/** Never throws, and never rejects. */
function send(
  deps: ForwardDeps,
  request: UpstreamRequest,
  upstreamPool: UpstreamPool,
): UpstreamResult | Promise<UpstreamResult> {
  const { settings, metrics, open, log } = deps;
  const { upstream, method, body, id, progressToken, sink } = request;
  if (deps.isClosed()) return { kind: "not_sent", reason: "shutting_down", mayRetry: false };
  if (upstreamPool.inFlight >= settings.upstreamPendingMax) {
    return { kind: "not_sent", reason: "upstream_busy", mayRetry: false };
  }
  let headers: string[];
  try {
    headers = upstreamHeaders(upstream, request.context, deps.encryptionKey);
  } catch (error) {
    log.error({ serverId: upstream.serverId, error: errorName(error) }, "the server's headers could not be opened");
    return { kind: "not_sent", reason: "headers_unreadable", mayRetry: false };
  }
  const { answerBytesMax } = settings;
  const totalTimeoutMs = request.totalTimeoutMs ?? settings.totalTimeoutMs;
  const credentials = upstream.sealedHeaders === null ? null : credentialsIn(headers);
  const exchange = new UpstreamExchange({
    id,
    progressToken,
    sink,
    rights: request.rights ?? null,
    session: request.session ?? null,
    onAsked: request.onAsked ?? null,
    serverRequests: deps.serverRequests,
    credentials,
    answerBytesMax,
    totalTimeoutMs,
    metrics,
    readsNotFound: request.readsNotFound === true || request.stateless !== undefined,
    stateless: request.stateless ?? null,
    readAnswer: request.readAnswer ?? readUpstreamAnswer,
    onSettled: () => {
      upstreamPool.inFlight -= 1;
      open.delete(exchange);
    },
  });
  open.add(exchange);
  upstreamPool.inFlight += 1;
  request.onExchange?.(exchange);
  upstreamPool.pool.dispatch({ method, path: upstream.path, headers, body, idempotent: false }, exchange);
  return exchange.result;
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
