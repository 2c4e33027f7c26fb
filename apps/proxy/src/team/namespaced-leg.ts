import { type JsonObject, namespaceAnswer, namespaceMessage } from "@policylayer/mcp";
import type { FrameSink } from "../upstream/frame-sink";
import type { LegRequest, Sent, UpstreamLeg } from "../upstream/upstream-leg";

/** A leg to one of several servers: what comes back names resources, and the events of its stream, as the team endpoint does. */
export class NamespacedLeg implements UpstreamLeg {
  constructor(
    private readonly leg: UpstreamLeg,
    private readonly server: string,
  ) {}

  present(toolList: JsonObject): JsonObject {
    return this.leg.present?.(toolList) ?? toolList;
  }

  async send(request: LegRequest): Promise<Sent> {
    const { leg, server } = this;
    const { sink } = request;
    const sent = await leg.send(sink === null ? request : { ...request, sink: new NamespacedSink(sink, server) });
    const { result } = sent;
    if (result.kind !== "answer" || result.answer.isRpcError) return sent;
    const { answer, eventId } = result;
    const text = namespaceAnswer(server, answer.value, answer.text);
    const shownId = eventId === undefined ? undefined : toEventId(server, eventId);
    return { ...sent, result: { ...result, answer: { ...answer, text }, eventId: shownId } };
  }
}

/** The frames of one server on a stream of the client. */
export class NamespacedSink implements FrameSink {
  constructor(
    private readonly sink: FrameSink,
    private readonly server: string,
  ) {}

  get isHeard(): boolean {
    return this.sink.isHeard;
  }

  get isResumable(): boolean {
    return this.sink.isResumable;
  }

  relay(text: string, resume: () => void, eventId?: string, retryMs?: number): boolean {
    const shownId = eventId === undefined ? undefined : toEventId(this.server, eventId);
    return this.sink.relay(namespaceMessage(this.server, text), resume, shownId, retryMs);
  }

  keepAlive(eventId?: string, retryMs?: number): void {
    this.sink.keepAlive(eventId === undefined ? undefined : toEventId(this.server, eventId), retryMs);
  }
}

const EVENT_ID = /^([a-z0-9]+(?:-[a-z0-9]+)*):([\x20-\x7e]{1,1024})$/;

/** The id of a server's event, from which its stream can be resumed at the team endpoint: by that server. */
function toEventId(server: string, eventId: string): string {
  return `${server}:${eventId}`;
}

/** Whose event an id is; null when it is none of ours. */
export function splitEventId(shown: string): { readonly server: string; readonly eventId: string } | null {
  const [, server, eventId] = EVENT_ID.exec(shown) ?? [];
  return server === undefined || eventId === undefined ? null : { server, eventId };
}
