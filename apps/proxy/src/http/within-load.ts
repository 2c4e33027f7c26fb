import type { JsonRpcId } from "@policylayer/mcp";
import { answerFailure } from "../enforcement/failure-mode";
import type { Grant } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { Exchange } from "./exchange";

/**
 * Whether a message's grant has as much in flight as it may; answers it then. What has no answer is let through: it ends what
 * is in flight. Whoever goes on counts the message in `grant.load`, and out again at its end.
 */
export function isOverLoad(
  { settings, metrics }: Pick<Runtime, "settings" | "metrics">,
  exchange: Exchange,
  { load }: Grant,
  asked: { readonly kind: string; readonly id?: JsonRpcId },
): boolean {
  if (load.inFlight < settings.grantPendingMax || asked.id === undefined || asked.kind === "response") return false;
  answerFailure(exchange, metrics, "grant_busy", asked.id, null);
  return true;
}

/** Handles a message unless its grant has as much in flight as it may. */
export async function withinLoad(
  runtime: Pick<Runtime, "settings" | "metrics">,
  exchange: Exchange,
  grant: Grant,
  asked: { readonly kind: string; readonly id?: JsonRpcId },
  handle: () => Promise<void>,
): Promise<void> {
  if (isOverLoad(runtime, exchange, grant, asked)) return;
  grant.load.inFlight += 1;
  try {
    await handle();
  } finally {
    grant.load.inFlight -= 1;
  }
}
