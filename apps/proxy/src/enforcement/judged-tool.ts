import type { ToolsCall } from "@policylayer/mcp";
import type { ListedTool, ToolCall } from "@policylayer/policy";
import type { Binding, Grant } from "../grants/grant";
import type { ClientSession } from "../sessions/session-directory";

/** What is known of a tool without a call to it. No tool has a class or waits for approval yet. */
export function listedTool(binding: Binding, tool: string): ListedTool {
  return { tool, isKnown: binding.tools.has(tool), isQuarantined: false, toolClass: null };
}

/** A call as the policy sees it: the value that is forwarded, who sent it, and the pinned tool. `nowMs` is Unix time. */
export function judgedCall(
  call: ToolsCall,
  grant: Grant,
  binding: Binding,
  session: ClientSession,
  nowMs: number,
): ToolCall {
  const pinned = binding.tools.get(call.name);
  return {
    ...listedTool(binding, call.name),
    args: call.args,
    argumentsText: call.argumentsText,
    annotations: pinned?.annotations ?? null,
    // Asked for by few rules, and costly the first time.
    get schema() {
      return pinned?.schema ?? null;
    },
    facts: {
      grant: { id: grant.grantId, label: grant.label },
      team: { id: grant.teamId, slug: grant.teamSlug },
      server: { id: binding.serverId, slug: binding.serverSlug },
      client: { name: session.clientName },
      sessionId: session.sessionId,
      organizationId: grant.organizationId,
      nowMs,
    },
  };
}
