import type { ToolsCall } from "@policylayer/mcp";
import type { ListedTool, ToolCall } from "@policylayer/policy";
import type { DefinitionDoubts } from "../grants/definition-doubts";
import type { Binding, Grant } from "../grants/grant";
import type { PinnedTool } from "../grants/pinned-tool";
import type { Caller } from "../sessions/caller";

/** What is known of a tool without a call to it. */
export function listedTool(binding: Binding, tool: string): ListedTool {
  return {
    tool,
    isKnown: binding.tools.has(tool),
    isQuarantined: binding.quarantined.has(tool),
    toolClass: effectiveClass(binding, tool),
  };
}

/** What a person said that a tool can do, else what its definition says; null for a tool that isn't pinned. */
function effectiveClass({ tools, classOverrides }: Binding, tool: string): ListedTool["toolClass"] {
  const pinned = tools.get(tool);
  if (pinned === undefined) return null;
  return classOverrides.get(tool) ?? pinned.riskClass;
}

/** A call as the policy sees it: the value that is forwarded, who sent it, and the pinned tool. `nowMs` is Unix time. */
export class JudgedCall implements ToolCall {
  readonly tool: string;
  readonly isKnown: boolean;
  readonly isQuarantined: boolean;
  readonly args: ToolCall["args"];
  readonly argumentsText: string | null;
  readonly annotations: ToolCall["annotations"];
  readonly facts: ToolCall["facts"];
  readonly #pinned: PinnedTool | undefined;
  readonly #binding: Binding;

  /** `doubts`: what servers were just seen to list otherwise than it was approved. */
  constructor(
    call: ToolsCall,
    grant: Grant,
    binding: Binding,
    caller: Caller,
    nowMs: number,
    doubts: DefinitionDoubts,
  ) {
    this.#binding = binding;
    this.#pinned = binding.tools.get(call.name);
    this.tool = call.name;
    this.isKnown = this.#pinned !== undefined;
    this.isQuarantined = binding.quarantined.has(call.name) || doubts.holds(binding, call.name, nowMs);
    this.args = call.args;
    this.argumentsText = call.argumentsText;
    this.annotations = this.#pinned?.annotations ?? null;
    this.facts = {
      grant: { id: grant.grantId, label: grant.label },
      team: { id: grant.teamId, slug: grant.teamSlug },
      server: { id: binding.serverId, slug: binding.serverSlug },
      client: { name: caller.clientName },
      sessionId: caller.sessionId,
      organizationId: grant.organizationId,
      nowMs,
    };
  }

  get toolClass(): ToolCall["toolClass"] {
    return effectiveClass(this.#binding, this.tool);
  }

  /** Asked for by few rules, and costly the first time. */
  get schema(): ToolCall["schema"] {
    return this.#pinned?.schema ?? null;
  }
}
