import { filterToolList, resultReply, type ToolsList } from "@policylayer/mcp";
import { isListed } from "@policylayer/policy";
import { listedTool } from "../enforcement/judged-tool";
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
  const { binding } = current;
  const { organizationId } = current.grant;
  const policy = binding.policy?.compiled ?? null;
  await askUpstream(runtime, request, current, list, (answer) => {
    const definitions = new ListedDefinitions(binding, runtime.doubts, runtime.now());
    const filtered = filterToolList(
      answer.value.result ?? null,
      (name, tool) => definitions.isAsApproved(name, tool) && isListed(policy, listedTool(binding, name)),
    );
    if (definitions.hasNews) runtime.doubts.report({ organizationId, serverId: binding.serverId }, runtime.now());
    if (filtered.kind === "invalid") return null;
    return resultReply(list.id, request.leg.present?.(filtered.result) ?? filtered.result);
  });
}
