import type { JsonRpcId } from "@policylayer/mcp";

/** A call that is being judged or forwarded. */
export interface InFlightCall {
  /** Its client asked for an end. It may still come to a regular one. */
  isCancelled: boolean;
  /** Set while it is forwarded. */
  onCancelled: (() => void) | null;
  /** Set while it is forwarded. */
  client: { readonly isClientGone: boolean } | null;
  upstream: { giveUp(why: "resumed"): void } | null;
  /** The slug of the server it was sent to, where the session has several. */
  server: string | null;
}

interface Entry {
  readonly sessionId: string;
  /** 7 and "7" are two ids. */
  readonly id: JsonRpcId;
  readonly call: InFlightCall;
}

/** A power of two. Thousands of calls in flight make a handful of entries each. */
const BUCKETS = 1024;

/**
 * The calls in flight in this process, by session and request id: an id is in use once, and a cancellation finds its call.
 * Buckets of its own instead of a Map, for the reason given in `bag.ts`.
 */
export class InFlightCalls {
  readonly #buckets: Entry[][] = Array.from({ length: BUCKETS }, () => []);

  /**
   * null when the session has a call with this id already (JSON-RPC 2.0: the id tells answers apart). Without a session every
   * request stands for itself: nothing but its own connection refers to it.
   */
  begin(sessionId: string | null, id: JsonRpcId): InFlightCall | null {
    const call: InFlightCall = { isCancelled: false, onCancelled: null, client: null, upstream: null, server: null };
    if (sessionId === null) return call;
    const bucket = this.#bucket(sessionId, id);
    if (indexIn(bucket, sessionId, id) >= 0) return null;
    bucket.push({ sessionId, id, call });
    return call;
  }

  end(sessionId: string | null, id: JsonRpcId): void {
    if (sessionId === null) return;
    const bucket = this.#bucket(sessionId, id);
    const index = indexIn(bucket, sessionId, id);
    if (index < 0) return;
    const last = bucket.pop();
    // Its place is taken by the last one.
    if (last !== undefined && index < bucket.length) bucket[index] = last;
  }

  /** Answers the call; undefined when it isn't in flight here. */
  cancel(sessionId: string, id: JsonRpcId): InFlightCall | undefined {
    const bucket = this.#bucket(sessionId, id);
    const call = bucket[indexIn(bucket, sessionId, id)]?.call;
    if (call === undefined || call.isCancelled) return call;
    call.isCancelled = true;
    call.onCancelled?.();
    return call;
  }

  /**
   * The client of a session asks for the rest of a stream that broke: what nobody hears is given up, so that the upstream can
   * go on with it elsewhere. Looks through all calls: nothing to do often.
   */
  resumed(sessionId: string): void {
    for (const bucket of this.#buckets) {
      for (const entry of [...bucket]) {
        const { client, upstream } = entry.call;
        if (entry.sessionId === sessionId && client?.isClientGone === true) upstream?.giveUp("resumed");
      }
    }
  }

  #bucket(sessionId: string, id: JsonRpcId): Entry[] {
    // Session ids are random: their last characters spread well.
    let hash = typeof id === "number" ? id % BUCKETS : id.length;
    for (let at = Math.max(0, sessionId.length - 4); at < sessionId.length; at++) {
      hash = (hash * 31 + sessionId.charCodeAt(at)) | 0;
    }
    return this.#buckets[hash & (BUCKETS - 1)] ?? [];
  }
}

function indexIn(bucket: readonly Entry[], sessionId: string, id: JsonRpcId): number {
  for (let index = 0; index < bucket.length; index++) {
    const entry = bucket[index];
    if (entry !== undefined && entry.id === id && entry.sessionId === sessionId) return index;
  }
  return -1;
}
