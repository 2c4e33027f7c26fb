import type { Envelope, SubscriptionFilter } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { TRACEPARENT } from "../upstream/headers";
import { UpstreamSubscription } from "../upstream/upstream-subscription";
import type { ChangeSource, ChangeStream } from "./change-source";
import type { Honoured } from "./subscription-client";

/** Changes of an upstream of 2026-07-28: a `subscriptions/listen` of our own, for what the client may hear. Never rejects. */
export async function openStatelessSource(
  { forward, metrics }: Runtime,
  { head: { traceparent } }: Exchange,
  { clientInfo }: Envelope,
  { binding }: Rights,
  honoured: Honoured,
  stream: ChangeStream,
): Promise<ChangeSource> {
  const filter: SubscriptionFilter = {
    ...(honoured.toolsListChanged ? { toolsListChanged: true } : {}),
    ...(honoured.promptsListChanged ? { promptsListChanged: true } : {}),
    ...(honoured.resourcesListChanged ? { resourcesListChanged: true } : {}),
    ...(honoured.uris.length === 0 ? {} : { resourceSubscriptions: honoured.uris }),
  };
  if (Object.keys(filter).length === 0) return { kind: "source", honoured, refused: null, close: () => undefined };
  const envelope = {
    clientInfo,
    clientCapabilities: {},
    logLevel: null,
    progressToken: null,
    traceparent: traceparent !== null && TRACEPARENT.test(traceparent) ? traceparent : null,
  };
  const subscription = new UpstreamSubscription(forward, binding.upstream, filter, envelope, {
    onChange: (change, resume) =>
      change.kind === "updated"
        ? stream.tell({ method: "notifications/resources/updated", uri: change.uri }, resume)
        : stream.tell({ method: change.method, uri: null }, resume),
    onDrop: (kind) => metrics.count("policylayer_upstream_frames_dropped_total", kind),
    onSign: () => stream.keepAlive(),
  });
  const opened = await subscription.opened;
  if (opened.kind === "status") return { kind: "fault", result: { kind: "status", status: opened.status, bytes: 0 } };
  if (opened.kind === "failed") {
    return { kind: "fault", result: { kind: "not_sent", reason: opened.reason, mayRetry: false } };
  }
  void subscription.ended.then(() => stream.end());
  return { kind: "source", honoured, refused: null, close: () => subscription.close() };
}
