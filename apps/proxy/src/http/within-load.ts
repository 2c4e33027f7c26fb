import type { JsonRpcId } from "@policylayer/mcp";
import { answerFailure } from "../enforcement/failure-mode";
import type { Grant } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { Exchange } from "./exchange";

/** Handles a message unless its grant has as much in flight as it may. What has no answer is let through: it ends what is in flight. */
export async function withinLoad(
  { settings, metrics }: Pick<Runtime, "settings" | "metrics">,
  exchange: Exchange,
  { load }: Grant,
  asked: { readonly kind: string; readonly id?: JsonRpcId },
  handle: () => Promise<void>,
): Promise<void> {
  if (load.inFlight >= settings.grantPendingMax && asked.id !== undefined && asked.kind !== "response") {
    return answerFailure(exchange, metrics, "grant_busy", asked.id, null);
  }
  load.inFlight += 1;
  try {
    await handle();
  } finally {
    load.inFlight -= 1;
  }
}
