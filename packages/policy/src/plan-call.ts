import type { CompiledPolicy } from "./compile-policy";
import { matchesGlob } from "./glob";
import type { Plan } from "./plan";
import { planByRule } from "./plan-by-rule";
import { refuseByDefault, refuseHidden, refuseInvalidPolicy, refuseUnknownTool, refuseWithoutPolicy } from "./refusals";
import type { ToolCall } from "./tool-call";

/** A name that no server has is matched against no glob, so that an agent can't buy time with its length. */
const UNKNOWN_NAME_LENGTH_MAX = 1024;

const INVALID = refuseInvalidPolicy();
const WITHOUT_POLICY = refuseWithoutPolicy();
const NO_CHECKS: readonly never[] = [];

/**
 * What a call needs before it can be decided. `null` is a server without a policy. Never throws, whatever the tool is
 * called. Order: unreadable policy, hidden, unknown tool, no policy, then the one entry that applies: the exact name, else
 * the most specific glob, else `default`.
 */
export function planCall(policy: CompiledPolicy | null, call: ToolCall): Plan {
  if (policy === null) return call.isKnown ? WITHOUT_POLICY : refuseUnknownTool(call.tool);
  if (policy.kind === "unreadable") return INVALID;
  if (!call.isKnown && call.tool.length > UNKNOWN_NAME_LENGTH_MAX) return refuseUnknownTool(call.tool);
  const hidden = policy.hiddenNames.get(call.tool);
  if (hidden !== undefined) return hidden;
  for (const { glob, pointer } of policy.hiddenGlobs) {
    if (matchesGlob(glob, call.tool)) return refuseHidden(call.tool, pointer);
  }
  if (!call.isKnown) return refuseUnknownTool(call.tool);
  const plan = policy.plans.get(call.tool);
  if (plan !== undefined) return plan;
  for (const { glob, rule } of policy.globs) {
    if (matchesGlob(glob, call.tool)) return planByRule(rule, call.tool);
  }
  if (policy.default !== "allow") return refuseByDefault(call.tool);
  return { kind: "reserve", rule: "/default", limits: NO_CHECKS, tool: call.tool, sharedLimits: NO_CHECKS };
}

/**
 * Whether `tools/list` shows a tool. It leaves out what is hidden and what only the default, or the lack of a readable
 * policy, refuses. A tool that a rule denies stays, so that the agent can be told why.
 */
export function isListed(policy: CompiledPolicy | null, call: ToolCall): boolean {
  const plan = planCall(policy, call);
  if (plan.kind === "reserve") return true;
  return plan.refusal.code === "rule_deny" || plan.refusal.code === "approval_required";
}
