import { type Discover, discoverResult, resultReply } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import { answerFault, PROTOCOL_FAULT } from "./answer-fault";
import { unopened } from "./pooled-session-leg";
import { requireCurrent } from "./require-current";
import type { GrantRequest } from "./session-request";

/** What a client of 2026-07-28 asks first: what this server can do, as far as it is relayed. Answered here. */
export async function handleDiscover(runtime: Runtime, request: GrantRequest, discover: Discover): Promise<void> {
  const { exchange } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, null);
  if (current !== null) await answerFromSession(runtime, request, current, discover);
}

/** From what an upstream of the `initialize` era said when the session with it was opened. */
async function answerFromSession(
  runtime: Runtime,
  { exchange }: GrantRequest,
  rights: Rights,
  { id }: Discover,
): Promise<void> {
  const taken = await runtime.pooled.take(rights);
  if (taken.kind === "session") {
    runtime.pooled.release(rights);
    exchange.json(200, resultReply(id, discoverResult(taken.session.introduction)));
    return;
  }
  const result = unopened(taken);
  answerFault(exchange, id, result.kind === "answer" ? PROTOCOL_FAULT : result);
}
