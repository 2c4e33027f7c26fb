import { type Envelope, rebuildRequest } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { PooledSession } from "../sessions/pooled-sessions";
import { PROTOCOL_FAULT } from "./answer-fault";
import type { ChangeSource, ChangeStream } from "./change-source";
import { unopened } from "./pooled-session-leg";
import { type Honoured, NOTHING } from "./subscription-client";

/**
 * Changes of an upstream of the `initialize` era: its own stream in the session that the grant's clients share, where resources
 * are subscribed to once however many watch them. An upstream without such a stream tells of nothing, and so it is acknowledged.
 * Never rejects.
 */
export async function openSharedSource(
  { pooled }: Runtime,
  _exchange: Exchange,
  _envelope: Envelope,
  rights: Rights,
  asked: Honoured,
  stream: ChangeStream,
): Promise<ChangeSource> {
  let taken = await pooled.take(rights);
  if (taken.kind !== "session") {
    const result = unopened(taken);
    const isFault = result.kind !== "accepted" && result.kind !== "detached";
    return { kind: "fault", result: isFault ? result : PROTOCOL_FAULT };
  }
  const listener = {
    onChange: (change: Parameters<ChangeStream["tell"]>[0]) => void stream.tell(change),
    onEnd: () => stream.end(),
  };
  let refused = await taken.session.changes.join(listener);
  if (refused === 404 || refused === 400) {
    // The session may be lost. Listening does nothing, so that it may be tried again after any such answer.
    pooled.release(rights);
    taken = await pooled.renew(rights, taken.session);
    if (taken.kind !== "session") return deaf(0);
    refused = await taken.session.changes.join(listener);
  }
  const { session } = taken;
  if (refused !== null) {
    pooled.release(rights);
    return deaf(refused);
  }
  const uris: string[] = [];
  for (const uri of asked.uris) if (await subscribe({ pooled }, session, uri)) uris.push(uri);
  return {
    kind: "source",
    honoured: { ...asked, uris },
    refused: null,
    close: () => {
      for (const uri of uris) unsubscribe({ pooled }, session, uri);
      session.changes.leave(listener);
      pooled.release(rights);
    },
  };
}

function deaf(refused: number): ChangeSource {
  return { kind: "source", honoured: NOTHING, refused, close: () => undefined };
}

/** Whether the upstream takes it. Another client's subscription to the same resource counts for this one too. */
async function subscribe({ pooled }: Pick<Runtime, "pooled">, session: PooledSession, uri: string): Promise<boolean> {
  if (!session.changes.watch(uri)) return true;
  const id = session.nextId++;
  const body = rebuildRequest({ kind: "resources/subscribe", id, uri, meta: null });
  const result = await pooled.tell(session, body, id);
  if (result.kind === "answer" && !result.answer.isRpcError) return true;
  session.changes.unwatch(uri);
  return false;
}

function unsubscribe({ pooled }: Pick<Runtime, "pooled">, session: PooledSession, uri: string): void {
  if (!session.changes.unwatch(uri)) return;
  const id = session.nextId++;
  void pooled.tell(session, rebuildRequest({ kind: "resources/unsubscribe", id, uri, meta: null }), id);
}
