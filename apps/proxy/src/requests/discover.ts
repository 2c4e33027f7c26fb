import { type Discover, discoverResult, resultReply } from "@policylayer/mcp";
import type { Runtime } from "../runtime";
import { answerFault } from "./answer-fault";
import { introductionOf } from "./introduction";
import { requireCurrent } from "./require-current";
import type { GrantRequest } from "./session-request";

/** What a client of 2026-07-28 asks first: what this server can do, as far as it is relayed. Answered here. */
export async function handleDiscover(runtime: Runtime, request: GrantRequest, { id }: Discover): Promise<void> {
  const { exchange } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, null);
  if (current === null) return;
  const introduced = await introductionOf(runtime, current);
  if (introduced.kind === "fault") answerFault(exchange, id, introduced.result);
  else exchange.json(200, resultReply(id, discoverResult(introduced.introduction)));
}
