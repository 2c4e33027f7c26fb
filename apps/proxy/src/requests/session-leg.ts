import { type ClassifiedNotification, rebuildRequest, type ToolsList } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { forward, type UpstreamRequest } from "../upstream/forward";
import {
  CANCELLED_UNSENT,
  type LegRequest,
  type Sent,
  type SessionUpstreamLeg,
  UNSENT_NOTIFICATION,
} from "../upstream/upstream-leg";
import type { UpstreamResult } from "../upstream/upstream-result";
import { inLivingSession } from "./in-living-session";
import { narrowed } from "./initialize";
import { rememberSetting, settingOf } from "./restore-settings";
import { relayStream } from "./stream-relay";

/** Within the `initialize` era on both sides: the client's session is one of the upstream's, and messages keep their ids. */
export class SessionLeg implements SessionUpstreamLeg {
  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly session: ClientSession,
  ) {}

  async send(request: LegRequest): Promise<Sent> {
    if (request.inFlight?.isCancelled === true) return CANCELLED_UNSENT;
    const { runtime, session } = this;
    const { rights, message, inFlight } = request;
    const first = await this.#sendIn(session, request);
    // A lost session has run nothing, so that this is no second time.
    const sent =
      first.kind !== "status"
        ? { result: first, isLost: false }
        : await inLivingSession(runtime, rights, session, first, async (revived) =>
            inFlight?.isCancelled === true ? CANCELLED_UNSENT.result : this.#sendIn(revived, request),
          );
    const setting = settingOf(message);
    if (setting !== null && sent.result.kind === "answer" && !sent.result.answer.isRpcError) {
      await rememberSetting(runtime, rights, session, setting);
    }
    return sent;
  }

  async notify(rights: Rights, notification: ClassifiedNotification): Promise<Sent> {
    const { runtime, exchange, session } = this;
    const isOfRoots = notification.kind === "notifications/roots/list_changed";
    // An upstream that wasn't told of roots has none to be told about.
    if (isOfRoots && narrowed(rights.binding, session.capabilities).roots === undefined) return UNSENT_NOTIFICATION;
    const sendIn = ({ upstreamSessionId, protocolVersion }: ClientSession): Promise<UpstreamResult> =>
      forward(runtime.forward, {
        upstream: rights.binding.upstream,
        context: { sessionId: upstreamSessionId, protocolVersion, traceparent: exchange.head.traceparent },
        method: "POST",
        body: rebuildRequest(notification),
        id: null,
        progressToken: undefined,
        sink: null,
      });
    return inLivingSession(runtime, rights, session, await sendIn(session), sendIn);
  }

  listen(rights: Rights, lastEventId: string | null): Promise<number | null> {
    const { exchange, session } = this;
    return relayStream(this.runtime, { exchange, session, rights, lastEventId });
  }

  /** Most lists are what they were the last time. */
  #readList({ binding }: Rights, { cursor }: ToolsList): UpstreamRequest["readAnswer"] {
    const asked = `${binding.serverId} ${binding.upstream.url} ${cursor ?? ""}`;
    return (text, id) => this.runtime.knownAnswers.read(asked, text, id);
  }

  #sendIn(session: ClientSession, { rights, message, sink, inFlight, timeoutMs }: LegRequest): Promise<UpstreamResult> {
    const { runtime, exchange } = this;
    const { upstreamSessionId, protocolVersion } = session;
    return forward(runtime.forward, {
      upstream: rights.binding.upstream,
      context: { sessionId: upstreamSessionId, protocolVersion, traceparent: exchange.head.traceparent },
      method: "POST",
      body: rebuildRequest(message),
      id: message.id,
      progressToken: "meta" in message ? message.meta?.progressToken : undefined,
      sink,
      rights,
      session,
      totalTimeoutMs: timeoutMs,
      readAnswer: message.kind === "tools/list" ? this.#readList(rights, message) : undefined,
      onExchange: (upstream) => {
        if (inFlight === null) return;
        inFlight.client = exchange;
        inFlight.upstream = upstream;
        // The upstream was told and may still end by itself; its answer then counts.
        inFlight.onCancelled = () => setTimeout(() => upstream.giveUp("cancelled"), runtime.settings.cancelGraceMs);
        if (inFlight.isCancelled) inFlight.onCancelled();
      },
    });
  }
}
