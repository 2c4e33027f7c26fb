import type { ForwardDeps, UpstreamRequest } from "../forward";
import type { UpstreamPool } from "../upstream-pools";
import type { UpstreamResult } from "../upstream-result";
import type { HttpSseConnection } from "./http-sse-connection";
import type { HttpSseExchange } from "./http-sse-exchange";
import { headersOf, openConnection, post, reach } from "./open-connection";
import type { PostedMessage } from "./posted-message";

/**
 * `forward` for an HTTP+SSE upstream. A message without a session opens one, whose id is told as Streamable HTTP tells it. One
 * for a session that this process doesn't hold, because its stream broke or another process has it, is answered like there:
 * HTTP 404, nothing was sent; but only while the upstream can be reached at all, so that nobody loses a session for an upstream
 * that is away.
 */
export async function forwardHttpSse(deps: ForwardDeps, request: UpstreamRequest): Promise<UpstreamResult> {
  const { upstream, context, method } = request;
  const { sessionId } = context;
  if (method === "DELETE") {
    if (sessionId !== null) deps.httpSse.end(sessionId);
    return { kind: "accepted", status: 204 };
  }
  if (deps.isClosed()) return { kind: "not_sent", reason: "shutting_down", mayRetry: false };
  const upstreamPool = deps.pools.of(upstream);
  const retryAfterMs = upstreamPool.breaker.admit(performance.now());
  if (retryAfterMs > 0) return { kind: "not_sent", reason: "upstream_unavailable", mayRetry: false, retryAfterMs };
  const result = await sendInSession(deps, request, upstreamPool, sessionId);
  upstreamPool.breaker.report(result, performance.now());
  return result;
}

async function sendInSession(
  deps: ForwardDeps,
  request: UpstreamRequest,
  upstreamPool: UpstreamPool,
  sessionId: string | null,
): Promise<UpstreamResult> {
  if (upstreamPool.inFlight >= deps.settings.upstreamPendingMax) {
    return { kind: "not_sent", reason: "upstream_busy", mayRetry: false };
  }
  upstreamPool.inFlight += 1;
  try {
    if (sessionId === null) return await sendInNewSession(deps, request);
    const connection = deps.httpSse.find(request.upstream, sessionId);
    if (connection === null) return (await reach(deps, request)) ?? { kind: "status", status: 404, bytes: 0 };
    return await sendOn(deps, request, connection);
  } finally {
    upstreamPool.inFlight -= 1;
  }
}

async function sendInNewSession(deps: ForwardDeps, request: UpstreamRequest): Promise<UpstreamResult> {
  const opened = await openConnection(deps, request);
  if (!("connection" in opened)) return opened;
  const { connection } = opened;
  const result = await sendOn(deps, request, connection);
  if (result.kind === "answer" && !result.answer.isRpcError) return { ...result, sessionId: connection.id };
  connection.close("no session was opened");
  return result;
}

async function sendOn(
  deps: ForwardDeps,
  request: UpstreamRequest,
  connection: HttpSseConnection,
): Promise<UpstreamResult> {
  const headers = headersOf(deps, request, false);
  if (headers === null) return { kind: "not_sent", reason: "headers_unreadable", mayRetry: false };
  const { settings, serverRequests, metrics, open } = deps;
  const { id, progressToken, sink, rights = null, session = null } = request;
  const totalTimeoutMs = request.totalTimeoutMs ?? settings.totalTimeoutMs;
  const send = (): PostedMessage => post(deps, request, connection.path, headers, request.body, totalTimeoutMs);
  if (id === null) return sendOnce(deps, send);
  if (rights !== null && session !== null) connection.owner = { rights, session };
  const { answerBytesMax, idleTimeoutMs } = settings;
  const limits = { answerBytesMax, idleTimeoutMs, totalTimeoutMs };
  const exchange = connection.begin({ id, progressToken, sink, rights, session, serverRequests, metrics, ...limits });
  if (exchange === null) return { kind: "not_sent", reason: "an id that was used before", mayRetry: false };
  open.add(exchange);
  request.onExchange?.(exchange);
  try {
    void deliver(exchange, send);
    const result = await exchange.result;
    // It is the session that the upstream doesn't know, though its stream is open.
    if (result.kind === "status" && result.status === 404) connection.close("the server knows it no more");
    return result;
  } finally {
    open.delete(exchange);
  }
}

/** Posts it; what came of that the exchange is told. Its answer may be there before. */
async function deliver(exchange: HttpSseExchange, send: () => PostedMessage): Promise<void> {
  for (let attempt = 1; !exchange.isSettled; attempt += 1) {
    const message = send();
    exchange.attach(message);
    const posted = await message.result;
    // Not one byte had left: the one repetition.
    if (posted.kind === "not_sent" && posted.mayRetry && attempt === 1) continue;
    exchange.posted(posted);
    return;
  }
}

/** A message without an answer. */
async function sendOnce({ open }: ForwardDeps, send: () => PostedMessage): Promise<UpstreamResult> {
  for (let attempt = 1; ; attempt += 1) {
    const message = send();
    open.add(message);
    const posted = await message.result;
    open.delete(message);
    if (posted.kind !== "not_sent" || !posted.mayRetry || attempt > 1) return posted;
  }
}
