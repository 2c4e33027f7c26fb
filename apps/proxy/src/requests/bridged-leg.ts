import type { SettingChange } from "@policylayer/gate";
import {
  type ClassifiedNotification,
  isLogLevel,
  type JsonObject,
  type JsonRpcId,
  methodNotFound,
  resultReply,
  resultTypeOf,
  toInitializeEra,
  toInitializeEraTools,
} from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { Bridge, ClientSession } from "../sessions/session-directory";
import {
  CANCELLED_UNSENT,
  type LegRequest,
  type Sent,
  type SessionUpstreamLeg,
  UNSENT_NOTIFICATION,
} from "../upstream/upstream-leg";
import { INPUT_REQUIRED, NO_ROOM, type UpstreamResult } from "../upstream/upstream-result";
import { relaySubscriptions } from "./bridged-stream";
import { type StatelessSender, sendStateless } from "./send-stateless";

/**
 * A client of the `initialize` era before an upstream of revision 2026-07-28. The session is the gateway's alone: it keeps the
 * log level and the subscriptions, says them with every request that they concern, and tells the upstream of no capability,
 * because what the upstream could ask can't be asked of the client. Requests stand for themselves upstream; a cancelled one is
 * ended there by the end of its connection.
 */
export class BridgedLeg implements SessionUpstreamLeg {
  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly session: ClientSession,
    private readonly bridge: Bridge,
  ) {}

  async send(request: LegRequest): Promise<Sent> {
    const { message, rights } = request;
    switch (message.kind) {
      case "logging/setLevel":
        return this.#keep(rights, message.id, { kind: "log_level", level: message.level });
      case "resources/subscribe":
      case "resources/unsubscribe": {
        if (!this.bridge.subscribe) return answered(message.id, null, methodNotFound(message.id, message.kind));
        const kind = message.kind === "resources/subscribe" ? "subscribed" : "unsubscribed";
        const sent = await this.#keep(rights, message.id, { kind, uri: message.uri });
        await this.runtime.streams.resubscribe(this.session.teamSessionId ?? this.session.sessionId);
        return sent;
      }
      default:
        return this.#forward(request);
    }
  }

  async notify(_rights: Rights, _notification: ClassifiedNotification): Promise<Sent> {
    // That a client is ready, how far it is, and its roots are nothing that this revision can be told. What is cancelled is ended
    // where it is in flight.
    return UNSENT_NOTIFICATION;
  }

  listen(rights: Rights): Promise<number | null> {
    return relaySubscriptions(this.runtime, this.exchange, this.session, this.bridge, rights);
  }

  present(toolList: JsonObject): JsonObject {
    return toInitializeEraTools(toolList);
  }

  async #forward(request: LegRequest): Promise<Sent> {
    const { runtime, exchange, session } = this;
    const { inFlight, rights, message } = request;
    const { grant, binding } = rights;
    const { logLevel } = await runtime.sessions.settings(grant, binding, session.sessionId);
    // Asked after the look at the store, which takes its time.
    if (inFlight?.isCancelled === true) return CANCELLED_UNSENT;
    const { clientName, clientVersion } = session;
    const sender: StatelessSender = {
      clientInfo: clientName === null ? null : { name: clientName, version: clientVersion },
      capabilities: {},
      declared: session.capabilities,
      logLevel: isLogLevel(logLevel) ? logLevel : null,
    };
    const { result, isOfOtherEra } = await sendStateless(runtime, exchange, request, sender, (upstream) => {
      if (inFlight === null) return;
      inFlight.onCancelled = () => upstream.giveUp("cancelled");
      if (inFlight.isCancelled) inFlight.onCancelled();
    });
    if (isOfOtherEra) await this.#end(rights);
    return { result: result.kind === "answer" ? this.#translate(message.kind, result) : result, isLost: false };
  }

  #translate(
    method: LegRequest["message"]["kind"],
    result: Extract<UpstreamResult, { kind: "answer" }>,
  ): UpstreamResult {
    const { answer, status, bytes } = result;
    if (!answer.isRpcError && resultTypeOf(method, answer) === "input_required") {
      return { kind: "protocol", reason: INPUT_REQUIRED, status, bytes };
    }
    return { ...result, answer: toInitializeEra(method, answer) };
  }

  /**
   * The upstream left the revision that this session was opened with. This answer is told as it came, since its request may have
   * run; the client initializes anew when its next one finds no session.
   */
  async #end({ grant, binding }: Rights): Promise<void> {
    const { runtime, session } = this;
    runtime.metrics.count("policylayer_sessions_total", "lost_by_upstream");
    runtime.streams.endOf(session.sessionId);
    await runtime.sessions.end(grant, binding, session.sessionId);
  }

  /** Answers in the upstream's stead. */
  async #keep({ grant, binding }: Rights, id: JsonRpcId, change: SettingChange): Promise<Sent> {
    const isKept = await this.runtime.sessions.keepSetting(grant, binding, this.session.sessionId, change);
    if (isKept) return answered(id, {}, resultReply(id, {}));
    return { result: { kind: "not_sent", reason: NO_ROOM, mayRetry: false }, isLost: false };
  }
}

/** `result` null: an error. */
function answered(id: JsonRpcId, result: JsonObject | null, text: string): Sent {
  const value: JsonObject = result === null ? { jsonrpc: "2.0", id, error: {} } : { jsonrpc: "2.0", id, result };
  const answer = { kind: "answer", isToolError: false, isRpcError: result === null, value, text } as const;
  return {
    result: { kind: "answer", answer, status: 200, bytes: 0, sessionId: null, eventId: undefined, came: null },
    isLost: false,
  };
}
