import { resultReply, type ToolsList } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import { KNOWN_CHARS_MAX } from "../upstream/known-answers";
import type { UpstreamAnswer } from "../upstream/upstream-result";
import { askUpstream } from "./ask-upstream";
import { requireCurrent } from "./require-current";
import type { CallerRequest } from "./session-request";
import type { ToolsPage } from "./tools-pages";

/** The upstream's list, with those tools alone that are as they were approved and that the policy shows. A list that can't be read is not relayed at all. */
export async function handleToolsList(runtime: Runtime, request: CallerRequest, list: ToolsList): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, caller);
  if (current === null) return;
  await askUpstream(runtime, request, current, list, (answer) => {
    const { filtered, replyTo } = readToolsPage(runtime, current, answer);
    if (filtered.kind === "invalid") return null;
    const presented = request.leg.present?.(filtered.result);
    return presented === undefined ? replyTo(list.id) : resultReply(list.id, presented);
  });
}

/** One page of a server's tools as these rights see it. What is listed otherwise than it was approved is reported. */
export function readToolsPage(
  runtime: Runtime,
  { grant, binding }: Rights,
  { value, text }: UpstreamAnswer,
): ToolsPage {
  const page = runtime.toolsPages.of(binding, value.result ?? null, text.length <= KNOWN_CHARS_MAX);
  const { definitions } = page;
  const nowMs = runtime.now();
  definitions.tell(runtime.doubts, nowMs);
  const { organizationId } = grant;
  if (definitions.hasNews) runtime.doubts.report({ organizationId, serverId: binding.serverId }, nowMs);
  return page;
}
