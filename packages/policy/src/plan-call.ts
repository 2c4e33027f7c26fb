import type { CompiledPolicy, ReadablePolicy } from "./compile-policy";
import type { CompiledRule } from "./compile-rule";
import { matchesGlob } from "./glob";
import { Judging } from "./judging";
import type { Plan, RefusePlan, ReservePlan } from "./plan";
import { planByRule } from "./plan-by-rule";
import {
  refuseByDefault,
  refuseChangedDefinition,
  refuseHidden,
  refuseInvalidPolicy,
  refuseUnknownTool,
  refuseWithoutPolicy,
} from "./refusals";
import type { ListedTool, ToolCall } from "./tool-call";
import type { Trace } from "./trace";

/** A name that no server has is matched against no glob, so that an agent can't buy time with its length. */
const UNKNOWN_NAME_LENGTH_MAX = 1024;

const INVALID = refuseInvalidPolicy();
const WITHOUT_POLICY = refuseWithoutPolicy();

/**
 * What a call needs before it can be decided. `null` is a server without a policy. Never throws, whatever the tool is
 * called and whatever its arguments are. Order: unreadable policy, hidden, unknown tool, changed definition, no policy, then
 * the one entry that applies: the exact name, else the most specific glob, else the tool's class, else `default`.
 *
 * In shadow mode what the policy would refuse is let through. What no policy decides isn't: a tool that doesn't exist, one
 * whose definition changed, a policy that can't be read.
 */
export function planCall(policy: CompiledPolicy | null, call: ToolCall): Plan {
  return planTraced(policy, call, null);
}

/**
 * The same for a call that a person has approved: what asks for approval asks no more, and everything else is judged anew.
 * One approval answers whatever asks, so it must be the one of the rule that `planCall` names.
 */
export function planApproved(policy: CompiledPolicy | null, call: ToolCall): Plan {
  return planTraced(policy, call, null, true);
}

/** The one code path of judging; `trace` is null unless somebody wants to know why. */
export function planTraced(
  policy: CompiledPolicy | null,
  call: ToolCall,
  trace: Trace | null,
  isApproved = false,
): Plan {
  if (policy === null) {
    if (!call.isKnown) return refuseUnknownTool(call.tool);
    return call.isQuarantined ? refuseChangedDefinition(call.tool) : WITHOUT_POLICY;
  }
  if (policy.kind === "unreadable") return INVALID;
  if (!call.isKnown && call.tool.length > UNKNOWN_NAME_LENGTH_MAX) return refuseUnknownTool(call.tool);
  const hiddenBy = findHide(policy, call.tool, trace);
  if (hiddenBy !== null && !policy.isShadow) return refuseHidden(call.tool, hiddenBy);
  if (!call.isKnown) return refuseUnknownTool(call.tool);
  if (call.isQuarantined) return refuseChangedDefinition(call.tool);
  if (!policy.isShadow) return planKnown(policy, call, trace, isApproved);
  const would = hiddenBy === null ? planKnown(policy, call, trace, isApproved) : refuseHidden(call.tool, hiddenBy);
  return { kind: "shadow", would };
}

/**
 * Whether `tools/list` shows a tool. It leaves out what is hidden, what waits for its changed definition to be approved, and
 * what only the default, or the lack of a readable policy, refuses. A tool that a rule denies stays, so that the agent can
 * be told why. In shadow mode nothing is left out by the policy.
 */
export function isListed(policy: CompiledPolicy | null, tool: ListedTool): boolean {
  if (policy === null || policy.kind === "unreadable" || !tool.isKnown || tool.isQuarantined) return false;
  if (policy.isShadow) return true;
  if (findHide(policy, tool.tool, null) !== null) return false;
  const rule = findRule(policy, tool, null);
  return rule === null ? policy.default === "allow" : rule.action !== "hide";
}

function planKnown(
  policy: ReadablePolicy,
  call: ToolCall,
  trace: Trace | null,
  isApproved: boolean,
): RefusePlan | ReservePlan {
  const rule = findRule(policy, call, trace);
  if (rule === null && policy.default !== "allow") {
    trace?.rule("default", "/default", "decides");
    return refuseByDefault(call.tool, "/default");
  }
  if (rule === null) trace?.rule("default", "/default", "applies");
  const judging = new Judging(call, policy.timezone, trace);
  return planByRule(rule ?? policy.byDefault, judging, policy.isShadow, isApproved);
}

/** The pointer of the entry of `hide` that matches: the exact name before the first glob. */
function findHide(policy: ReadablePolicy, tool: string, trace: Trace | null): string | null {
  const exact = policy.hiddenNames.get(tool);
  if (exact !== undefined) {
    trace?.rule("hide", exact, "decides");
    return exact;
  }
  for (const { glob, pointer } of policy.hiddenGlobs) {
    const isMatch = matchesGlob(glob, tool);
    trace?.rule("hide", pointer, isMatch ? "decides" : "does_not_apply");
    if (isMatch) return pointer;
  }
  return null;
}

/** Null when nothing but the default is about this tool. */
function findRule(policy: ReadablePolicy, listed: ListedTool, trace: Trace | null): CompiledRule | null {
  const { tool } = listed;
  const exact = policy.rules.get(tool);
  if (exact !== undefined) {
    trace?.rule("tool", exact.pointer, "applies");
    return exact;
  }
  for (const { glob, rule } of policy.globs) {
    const isMatch = matchesGlob(glob, tool);
    trace?.rule("tool", rule.pointer, isMatch ? "applies" : "does_not_apply");
    if (isMatch) return rule;
  }
  // A class may have to be worked out first: not for a policy without a rule by class.
  const toolClass = policy.classes.size === 0 ? null : listed.toolClass;
  const byClass = toolClass === null ? undefined : policy.classes.get(toolClass);
  if (byClass !== undefined) trace?.rule("class", byClass.pointer, "applies");
  return byClass ?? null;
}
