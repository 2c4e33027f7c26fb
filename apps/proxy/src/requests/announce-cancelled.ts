import { announceCancel } from "@policylayer/gate";
import type { JsonRpcId } from "@policylayer/mcp";
import type { Runtime } from "../runtime";

/** Every proxy gets it. A request with a longer id is cancelled only where it is. */
const ID_CHARS_MAX = 256;

/**
 * Tells the other proxies that a request was cancelled which is not in flight here: one of them may have it. To be called once the
 * session is known to be the sender's. A cancellation may come too late, so that nobody waits for this.
 */
export function announceCancelled(
  { redis, log }: Pick<Runtime, "redis" | "log">,
  sessionId: string,
  requestId: JsonRpcId,
): void {
  if (typeof requestId === "string" && requestId.length > ID_CHARS_MAX) return;
  announceCancel(redis, { sessionId, requestId }).catch((error: unknown) =>
    log.warn({ error: String(error) }, "a cancellation could not be announced"),
  );
}
