import type { CallOutcome } from "@policylayer/gate";
import type { JsonRpcId } from "@policylayer/mcp";
import { BoundedMap } from "../bounded-map";

const CALLS_MAX = 2_000;

/** What came of a call that went on without its first stream. */
export interface DetachedEnd {
  readonly outcome: CallOutcome["outcome"];
  readonly message: string | null;
  readonly bytes: number;
}

/**
 * Calls whose stream ended before their answer. The answer comes on a stream that the client resumes; when it comes through
 * this process, it is recorded as theirs. Else, and when this map forgets a call, its row ends as `unknown` at its deadline.
 */
export class DetachedCalls {
  readonly #calls = new BoundedMap<string, (end: DetachedEnd) => void>(CALLS_MAX);

  add(sessionId: string, id: JsonRpcId, record: (end: DetachedEnd) => void): void {
    this.#calls.set(keyOf(sessionId, id), record);
  }

  /** The answer of a request of this session has come by. Only the first counts. */
  answered(sessionId: string, id: JsonRpcId, end: DetachedEnd): void {
    const key = keyOf(sessionId, id);
    const record = this.#calls.get(key);
    this.#calls.delete(key);
    record?.(end);
  }
}

/** 7 and "7" are two ids. */
function keyOf(sessionId: string, id: JsonRpcId): string {
  return `${sessionId} ${JSON.stringify(id)}`;
}
