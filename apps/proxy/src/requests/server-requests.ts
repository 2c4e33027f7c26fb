import { newId } from "@policylayer/crypto";
import { ASK_TTL_MS, type Gate, newAskId, storeAsk, takeAsk } from "@policylayer/gate";
import {
  canBeAsked,
  denialError,
  errorReply,
  isAskable,
  mcpErrorCodes,
  methodNotFound,
  type UpstreamMessage,
} from "@policylayer/mcp";
import { planServerRequest } from "@policylayer/policy";
import type { Redis } from "ioredis";
import { enforceAccess } from "../enforcement/enforce-access";
import type { JudgeDeps } from "../enforcement/enforcement";
import { failureOf } from "../enforcement/failure-mode";
import type { Rights } from "../grants/grant";
import type { Log } from "../log";
import { AskedIds } from "../sessions/asked-ids";
import { RateWindow } from "../sessions/rate-window";
import type { ClientSession } from "../sessions/session-directory";
import { type ForwardDeps, forward } from "../upstream/forward";
import type { FrameSink } from "../upstream/frame-sink";
import { recordAnswered } from "./record-answered";

export type ServerRequest = Extract<UpstreamMessage, { kind: "server_request" }>;
export type ServerCancelled = Extract<UpstreamMessage, { kind: "server_cancelled" }>;

/** What one session's server may ask in a minute: each is a row, and a question to somebody. */
const ASKS_PER_MINUTE_MAX = 120;
const SESSIONS_MAX = 10_000;
/** For a refusal to reach the upstream. */
const REFUSE_MS = 10_000;

export interface ServerRequestsDeps extends JudgeDeps {
  readonly gate: JudgeDeps["gate"] & Pick<Gate, "appendOutcome">;
  readonly redis: Redis;
  readonly log: Log;
  /** Unix ms. */
  readonly now: () => number;
  readonly forward: () => ForwardDeps;
}

/**
 * What an upstream asks of its client, on whichever stream it comes. Judged by the policy's `server_requests` and recorded
 * before the client sees it, under an id of our own; what isn't relayed is answered to the upstream here.
 */
export class ServerRequests {
  readonly #rates = new RateWindow(ASKS_PER_MINUTE_MAX, 60_000, SESSIONS_MAX);
  readonly #asked = new AskedIds();

  constructor(private readonly deps: ServerRequestsDeps) {}

  /** Never throws, and waits for nothing. */
  take(request: ServerRequest, rights: Rights, session: ClientSession, sink: FrameSink): void {
    const { metrics, log } = this.deps;
    this.#relay(request, rights, session, sink).catch((error: unknown) => {
      const failure = failureOf(error);
      if (failure === null) log.error({ err: error }, "a server's request failed for a reason nobody foresaw");
      metrics.count("policylayer_server_requests_total", failure ?? "unforeseen");
      this.refuse(rights, session, fault(request, "The gateway can't judge or record the request at the moment."));
    });
  }

  /** The upstream takes a request back: the client is told, and its answer is no longer awaited. */
  cancel({ requestId, reason }: ServerCancelled, rights: Rights, session: ClientSession, sink: FrameSink): void {
    const askId = this.#asked.take(session.sessionId, requestId);
    if (askId === undefined) return;
    const params = { requestId: askId, ...(reason === null ? {} : { reason }) };
    sink.relay(JSON.stringify({ jsonrpc: "2.0", method: "notifications/cancelled", params }), () => undefined);
    const { redis, gate, now, log } = this.deps;
    takeAsk(redis, ownerOf(rights, session), askId).then(
      (ask) => ask !== null && recordAnswered(gate, rights.grant, ask, now(), "cancelled", null),
      (error: unknown) => log.warn({ error: String(error) }, "a cancelled request of a server could not be closed"),
    );
  }

  /** Answers an upstream with an error. Whether it arrives is the upstream's loss. */
  refuse({ binding }: Rights, session: ClientSession, body: string): void {
    void forward(this.deps.forward(), {
      upstream: binding.upstream,
      context: {
        sessionId: session.upstreamSessionId,
        protocolVersion: session.protocolVersion,
        traceparent: null,
      },
      method: "POST",
      body,
      id: null,
      progressToken: undefined,
      sink: null,
      totalTimeoutMs: REFUSE_MS,
    });
  }

  async #relay(request: ServerRequest, rights: Rights, session: ClientSession, sink: FrameSink): Promise<void> {
    const { metrics, now, redis, gate } = this.deps;
    const { id, method, params } = request;
    const isPing = method === "ping";
    if (!isPing && (!isAskable(method) || !canBeAsked(session.capabilities, method, params))) {
      metrics.count("policylayer_server_requests_total", "unsupported");
      return this.refuse(rights, session, methodNotFound(id, method));
    }
    if (!this.#rates.take(session.sessionId, now())) {
      metrics.count("policylayer_server_requests_total", "too_many");
      return this.refuse(rights, session, fault(request, "The server asks more than a session may be asked."));
    }
    const callId = isPing ? null : newId("call");
    const current = callId === null ? rights : await this.#judge(request, callId, rights, session);
    if (current === null) return;
    // Behind a team URL the answer has to find its server.
    const askId = session.teamSessionId === null ? newAskId() : `${newAskId()}.${current.binding.serverSlug}`;
    const owner = ownerOf(current, session);
    const ask = { upstreamId: id, method, callId, askedAtMs: now() };
    await storeAsk(redis, owner, askId, ask);
    if (!sink.isHeard) {
      await takeAsk(redis, owner, askId);
      recordAnswered(gate, current.grant, ask, now(), "cancelled", "The client was not there to be asked.");
      metrics.count("policylayer_server_requests_total", "unheard");
      return this.refuse(current, session, fault(request, "The client is not there to be asked."));
    }
    this.#asked.add(session.sessionId, id, askId);
    metrics.count("policylayer_server_requests_total", "relayed");
    sink.relay(`${request.before}${JSON.stringify(askId)}${request.after}`, () => undefined);
  }

  /** The rights it is allowed by; null when it was refused. */
  async #judge(
    request: ServerRequest,
    callId: string,
    { grant, binding }: Rights,
    session: ClientSession,
  ): Promise<Rights | null> {
    const { metrics, now, gate } = this.deps;
    const { method } = request;
    const enforcement = await enforceAccess(this.deps, {
      callId,
      method,
      name: null,
      argumentKeys: [],
      grant,
      serverSlug: binding.serverSlug,
      caller: session.teamSessionId === null ? session : { ...session, sessionId: session.teamSessionId },
      requestBytes: Buffer.byteLength(request.before) + Buffer.byteLength(request.after),
      deadlineMs: now() + ASK_TTL_MS,
      startedAt: performance.now(),
      plan: (policy) => planServerRequest(policy, { method }),
    });
    if (enforcement.kind !== "decided") {
      metrics.count("policylayer_server_requests_total", enforcement.kind);
      this.refuse({ grant, binding }, session, fault(request, "The client's session or grant has ended."));
      return null;
    }
    const { decision } = enforcement;
    if (decision.decision === "allow") return enforcement;
    metrics.count("policylayer_server_requests_total", "denied");
    // What is judged without limits can't exceed one.
    if (decision.decision === "rate_limited") throw new Error("nothing but a call has limits");
    const ask = { upstreamId: request.id, method, callId, askedAtMs: now() };
    recordAnswered(gate, enforcement.grant, ask, now(), null, decision.message);
    this.refuse(enforcement, session, denialError(request.id, { kind: "request", name: method }, decision, callId));
    return null;
  }
}

export function ownerOf({ grant }: Rights, { sessionId }: ClientSession): Parameters<typeof takeAsk>[1] {
  const { partition, organizationId, grantId } = grant;
  return { partition, organizationId, grantId, sessionId };
}

function fault({ id }: ServerRequest, message: string): string {
  return errorReply(id, mcpErrorCodes.internalError.code, message);
}
