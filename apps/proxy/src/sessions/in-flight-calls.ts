import type { JsonRpcId } from "@policylayer/mcp";

/** A call that is being judged or forwarded. */
export interface InFlightCall {
  /** Its client asked for an end. It may still come to a regular one. */
  isCancelled: boolean;
  /** Set while it is forwarded. */
  onCancelled: (() => void) | null;
}

/** The calls in flight in this process, by session and request id: an id is in use once, and a cancellation finds its call. */
export class InFlightCalls {
  readonly #calls = new Map<string, InFlightCall>();

  /** null when the session has a call with this id already (JSON-RPC 2.0: the id tells answers apart). */
  begin(sessionId: string, id: JsonRpcId): InFlightCall | null {
    const key = keyOf(sessionId, id);
    if (this.#calls.has(key)) return null;
    const call: InFlightCall = { isCancelled: false, onCancelled: null };
    this.#calls.set(key, call);
    return call;
  }

  end(sessionId: string, id: JsonRpcId): void {
    this.#calls.delete(keyOf(sessionId, id));
  }

  cancel(sessionId: string, id: JsonRpcId): void {
    const call = this.#calls.get(keyOf(sessionId, id));
    if (call === undefined || call.isCancelled) return;
    call.isCancelled = true;
    call.onCancelled?.();
  }
}

/** 7 and "7" are two ids. A session id holds neither mark. */
function keyOf(sessionId: string, id: JsonRpcId): string {
  return typeof id === "number" ? `${sessionId}#${id}` : `${sessionId}"${id}`;
}
