import { type Ping, resultReply } from "@policylayer/mcp";
import type { Runtime } from "../runtime";
import { requireCurrent } from "./require-current";
import type { SessionRequest } from "./session-request";

/** Answered here: it asks whether the other end of the session lives, and that is the proxy. */
export async function handlePing(runtime: Runtime, request: SessionRequest, ping: Ping): Promise<void> {
  const { exchange, grant, binding, session } = request;
  const current = await requireCurrent(runtime, exchange, grant, binding.serverSlug, session);
  if (current !== null) exchange.json(200, resultReply(ping.id, {}));
}
