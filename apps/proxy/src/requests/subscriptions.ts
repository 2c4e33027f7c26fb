import { errorReply, mcpErrorCodes, type SubscriptionsListen } from "@policylayer/mcp";
import type { Runtime } from "../runtime";
import { describeFault } from "../upstream/upstream-fault";
import { answerFault } from "./answer-fault";
import { answerUndecided } from "./answer-undecided";
import { introductionOf } from "./introduction";
import {
  judgeSubscriptions,
  type ListenRequest,
  offeredOf,
  offersUpdates,
  recordSubscriptions,
} from "./judge-subscriptions";
import { requireCurrent } from "./require-current";
import { openSharedSource } from "./shared-source";
import { openStatelessSource } from "./stateless-source";
import { SubscriptionStream } from "./subscription-stream";

/**
 * `subscriptions/listen`: a stream of what changes in the upstream, as far as the client asked for it, the upstream tells of it
 * and the policy allows it; the rest is left out of the acknowledgement. Each resource is judged and recorded as an access. The
 * stream ends with a result: when the proxy stops, when the upstream's own ends, and when grant or policy no longer allow it,
 * `streamCheckMs` later at most.
 */
export async function handleSubscriptions(
  runtime: Runtime,
  request: ListenRequest,
  listen: SubscriptionsListen,
): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, null);
  if (current === null) return;
  const introduced = await introductionOf(runtime, current);
  if (introduced.kind === "fault") return answerFault(exchange, listen.id, introduced.result);
  const { capabilities } = introduced.introduction;
  const uris = offersUpdates(capabilities) ? listen.resourceSubscriptions : [];
  const judged = await judgeSubscriptions(runtime, request, uris);
  if (judged.kind === "undecided") return answerUndecided(runtime, request, judged.why, listen.id, judged.callId);
  const { allowed } = judged;
  const asked = offeredOf(
    capabilities,
    listen,
    allowed.map(({ uri }) => uri),
  );
  const { grant } = current;
  const stream = new SubscriptionStream(runtime, exchange, caller, current, listen.id);
  if (!runtime.streams.add(stream)) {
    exchange.problem("too_many_streams", "Retry-After", "5");
    recordSubscriptions(runtime, request, grant, allowed, [], "The grant has as many open streams as it may.");
    return;
  }
  try {
    const open = introduced.era === "yes" ? openStatelessSource : openSharedSource;
    const source = await open(runtime, exchange, caller.envelope, current, asked, stream);
    if (source.kind === "fault") {
      const { message, outcome, retryable } = describeFault(source.result);
      recordSubscriptions(runtime, request, grant, allowed, [], message);
      const data = { code: outcome, retryable };
      exchange.json(200, errorReply(listen.id, mcpErrorCodes.internalError.code, message, data));
      return;
    }
    const { honoured } = source;
    recordSubscriptions(runtime, request, grant, allowed, honoured.uris, NOT_TAKEN);
    try {
      await stream.run(honoured);
    } finally {
      source.close();
    }
  } finally {
    runtime.streams.delete(stream);
  }
}

export const NOT_TAKEN = "The server did not take the subscription.";
