import { type FilteredToolList, filterToolList, type JsonValue, resultReply, type ToolsList } from "@policylayer/mcp";
import { isListed } from "@policylayer/policy";
import { listedTool } from "../enforcement/judged-tool";
import type { Rights } from "../grants/grant";
import { ListedDefinitions } from "../grants/listed-definitions";
import type { Runtime } from "../runtime";
import { askUpstream } from "./ask-upstream";
import { requireCurrent } from "./require-current";
import type { CallerRequest } from "./session-request";

/** The upstream's list, with those tools alone that are as they were approved and that the policy shows. A list that can't be read is not relayed at all. */
export async function handleToolsList(runtime: Runtime, request: CallerRequest, list: ToolsList): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, caller);
  if (current === null) return;
  await askUpstream(runtime, request, current, list, (answer) => {
    const filtered = readToolsPage(runtime, current, answer.value.result ?? null);
    if (filtered.kind === "invalid") return null;
    return resultReply(list.id, request.leg.present?.(filtered.result) ?? filtered.result);
  });
}

/** One page of a server's tools as these rights see it. What is listed otherwise than it was approved is reported. */
export function readToolsPage(runtime: Runtime, { grant, binding }: Rights, result: JsonValue): FilteredToolList {
  const { organizationId } = grant;
  const policy = binding.policy?.compiled ?? null;
  const definitions = new ListedDefinitions(binding, runtime.doubts, runtime.now());
  const filtered = filterToolList(
    result,
    (name, tool) => definitions.isAsApproved(name, tool) && isListed(policy, listedTool(binding, name)),
  );
  if (definitions.hasNews) runtime.doubts.report({ organizationId, serverId: binding.serverId }, runtime.now());
  return filtered;
}
