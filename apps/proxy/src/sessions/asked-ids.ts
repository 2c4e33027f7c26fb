import type { JsonRpcId } from "@policylayer/mcp";
import { BoundedMap } from "../bounded-map";

const IDS_MAX = 10_000;

/** Under which id a client knows a request of its server: for a server that takes its request back. */
export class AskedIds {
  readonly #ids = new BoundedMap<string, string>(IDS_MAX);

  add(sessionId: string, upstreamId: JsonRpcId, askId: string): void {
    this.#ids.set(keyOf(sessionId, upstreamId), askId);
  }

  /** Once. */
  take(sessionId: string, upstreamId: JsonRpcId): string | undefined {
    const key = keyOf(sessionId, upstreamId);
    const askId = this.#ids.get(key);
    this.#ids.delete(key);
    return askId;
  }
}

/** 7 and "7" are two ids. */
function keyOf(sessionId: string, id: JsonRpcId): string {
  return `${sessionId} ${JSON.stringify(id)}`;
}
