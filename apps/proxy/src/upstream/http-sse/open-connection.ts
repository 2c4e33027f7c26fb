import { randomUUID } from "node:crypto";
import { credentialsIn } from "../credentials";
import type { ForwardDeps, UpstreamRequest } from "../forward";
import { upstreamHeaders } from "../headers";
import type { UpstreamResult } from "../upstream-result";
import { HttpSseConnection } from "./http-sse-connection";
import type { Opening } from "./http-sse-connections";
import type { StreamOpened } from "./http-sse-stream";
import { PostedMessage } from "./posted-message";

/** For what only answers the upstream. */
const REPLY_MS = 10_000;

export type Where = Pick<UpstreamRequest, "upstream" | "context">;
type Failed = Extract<StreamOpened, { kind: "failed" }>["result"];

/** The headers an upstream gets; of `context`, no session: that is in the address which takes messages. null: unreadable. */
export function headersOf(
  { encryptionKey, log }: Pick<ForwardDeps, "encryptionKey" | "log">,
  { upstream, context }: Where,
  listens: boolean,
): string[] | null {
  const { protocolVersion, traceparent } = context;
  const bare = { sessionId: null, protocolVersion, traceparent };
  try {
    return upstreamHeaders(upstream, listens ? { ...bare, lastEventId: null } : bare, encryptionKey);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    log.error({ serverId: upstream.serverId, error: name }, "the server's headers could not be opened");
    return null;
  }
}

/** A connection once its stream is open, or why there is none. Never rejects. Tries once more when no connection was made. */
export async function openConnection(
  deps: ForwardDeps,
  where: Where,
): Promise<{ readonly connection: HttpSseConnection } | Failed> {
  const spare = deps.httpSse.takeSpare(where.upstream);
  let opening = spare ?? beginOpening(deps, where);
  if (opening === null) return { kind: "not_sent", reason: "headers_unreadable", mayRetry: false };
  let opened = await opening.opened;
  if (opened.kind === "failed" && opened.result.kind === "not_sent" && opened.result.mayRetry) {
    opening = beginOpening(deps, where) ?? opening;
    opened = await opening.opened;
  }
  const { connection } = opening;
  if (opened.kind === "failed") return opened.result;
  if (connection.isOver) return { kind: "not_sent", reason: "the event stream ended", mayRetry: false };
  if (deps.httpSse.add(connection)) return { connection };
  connection.close("there is no room for it");
  return { kind: "not_sent", reason: "upstream_busy", mayRetry: false };
}

/**
 * Whether the upstream can be reached by somebody whose session it has lost: null, or why not, in which case nothing was sent.
 * The stream that showed it waits for the `initialize` that follows.
 */
export async function reach(deps: ForwardDeps, where: Where): Promise<UpstreamResult | null> {
  const headers = headersOf(deps, where, true);
  if (headers === null) return { kind: "not_sent", reason: "headers_unreadable", mayRetry: false };
  const opened = await deps.httpSse.spare(where.upstream, () => start(deps, where, headers)).opened;
  if (opened.kind === "open") return null;
  const { result } = opened;
  // Refused credentials are worth a word of their own. Another status could be taken for an answer to the message.
  if (result.kind === "status" && (result.status === 401 || result.status === 403)) return result;
  return {
    kind: "not_sent",
    reason: result.kind === "status" ? `HTTP ${result.status}` : result.reason,
    mayRetry: false,
  };
}

function beginOpening(deps: ForwardDeps, where: Where): Opening | null {
  const headers = headersOf(deps, where, true);
  return headers === null ? null : start(deps, where, headers);
}

function start(deps: ForwardDeps, where: Where, headers: string[]): Opening {
  const { upstream } = where;
  const { settings, pools, metrics, serverRequests, httpSse } = deps;
  const connection = new HttpSseConnection({
    id: `sse-${randomUUID()}`,
    upstream,
    credentials: upstream.sealedHeaders === null ? null : credentialsIn(headers),
    eventCharsMax: settings.answerBytesMax,
    openTimeoutMs: settings.firstByteTimeoutMs,
    serverRequests,
    metrics,
    reply: ({ path }, body) => {
      const posting = headersOf(deps, where, false);
      if (posting !== null) post(deps, where, path, posting, body, REPLY_MS);
    },
    onEnded: (ended) => httpSse.forget(ended),
  });
  const opened = connection.stream.opened.then((result) => {
    if (result.kind === "open") connection.path = result.path;
    return result;
  });
  pools.streamsOf(upstream).dispatch({ method: "GET", path: upstream.path, headers, body: null }, connection.stream);
  return { connection, opened };
}

/** Sends one message. What comes of that is in its `result`. */
export function post(
  { pools }: Pick<ForwardDeps, "pools">,
  { upstream }: Where,
  path: string,
  headers: string[],
  body: string | null,
  timeoutMs: number,
): PostedMessage {
  const message = new PostedMessage(timeoutMs);
  pools.of(upstream).pool.dispatch({ method: "POST", path, headers, body, idempotent: false }, message);
  return message;
}
