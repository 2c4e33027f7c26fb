import type { ArgumentSchema } from "./argument-schema";
import type { ApprovalSettings, Refusal } from "./decision";
import type { Fault } from "./judging";
import type { RefusePlan } from "./plan";

/*
 * Every refusal that needs no counter, with the sentence the agent gets. A hidden tool and one that doesn't exist are told
 * apart in the record only: decision and message are the same.
 */

export function refuseHidden(tool: string, rule: string): RefusePlan {
  return refuse({ decision: "hide", code: "hidden", rule, message: unknownTool(tool) });
}

export function refuseUnknownTool(tool: string): RefusePlan {
  return refuse({ decision: "hide", code: "unknown_tool", rule: null, message: unknownTool(tool) });
}

export function refuseChangedDefinition(tool: string): RefusePlan {
  const message = `${tool} changed on its server and is refused until an administrator has approved the change.`;
  return refuse({ decision: "deny", code: "definition_changed", rule: null, message });
}

export function refuseWithoutPolicy(): RefusePlan {
  const message =
    "No policy is set for this server, so every call to it is refused; ask an administrator to attach one.";
  return refuse({ decision: "deny", code: "no_policy", rule: null, message });
}

export function refuseByDefault(name: string, rule: string): RefusePlan {
  const message = `${name} is denied because the policy of this server doesn't allow it.`;
  return refuse({ decision: "deny", code: "default_deny", rule, message });
}

export function refuseByRule(name: string, rule: string, reason: string | null): RefusePlan {
  const message = reason ?? `${name} is denied by the policy of this server.`;
  return refuse({ decision: "deny", code: "rule_deny", rule, message });
}

export function refuseRequirement(tool: string, rule: string, path: string | null, reason: string | null): RefusePlan {
  const what = path === null ? "the call isn't" : `\`${path}\` isn't`;
  const message = reason ?? `${tool} was denied because ${what} what the policy of this server requires.`;
  return refuse({ decision: "deny", code: "require_failed", rule, message });
}

export function refuseByClause(tool: string, rule: string, reason: string | null): RefusePlan {
  const message = reason ?? `${tool} was denied because the policy of this server doesn't allow calls like this one.`;
  return refuse({ decision: "deny", code: "deny_if_matched", rule, message });
}

export function refuseWithoutApproval(
  tool: string,
  rule: string,
  reason: string | null,
  approval: ApprovalSettings,
): RefusePlan {
  const message = reason ?? `${tool} needs a person's approval before it can be called.`;
  return refuse({ decision: "approval_required", code: "approval_required", rule, message, approval });
}

/** Words for a value that couldn't be judged. Paths are the policy's own; no value of the call is repeated. */
export function refuseFault(tool: string, rule: string, fault: Fault): RefusePlan {
  if (fault.code === "policy_invalid") return refuseInvalidPolicy();
  const message = `${tool} was denied because ${faultWords(fault)}.`;
  return refuse({ decision: "deny", code: fault.code, rule, message });
}

function faultWords({ code, path, wanted, found }: Fault): string {
  switch (code) {
    case "unsafe_number":
      return `the number in \`${path}\` can't be compared exactly; send one with fewer digits`;
    case "ambiguous_argument":
      return `an argument of \`${path}\` is there in another spelling; send it once, with exactly that name`;
    case "argument_too_long":
      return `\`${path}\` is too long to be judged; send less of it`;
    default:
      return `\`${path}\` must be ${wanted}, not ${found}`;
  }
}

export function refuseBySchema(
  tool: string,
  rule: string,
  result: Exclude<ReturnType<Extract<ArgumentSchema, { kind: "usable" }>["check"]>, null>,
): RefusePlan {
  if (result.code === "argument_too_long") {
    const message = `${tool} was denied because its arguments are too long to be checked; send less.`;
    return refuse({ decision: "deny", code: "argument_too_long", rule, message });
  }
  const message = `${tool} was denied because its arguments don't fit its input schema: ${result.detail}.`;
  return refuse({ decision: "deny", code: "schema_mismatch", rule, message });
}

export function refuseWithoutSchema(tool: string, rule: string): RefusePlan {
  const message = `${tool} was denied because its input schema can't be used to check arguments; ask an administrator.`;
  return refuse({ decision: "deny", code: "schema_unusable", rule, message });
}

export function refuseWithoutSession(tool: string, rule: string): RefusePlan {
  const message = `${tool} is limited per session, and this call has none; initialize a session first.`;
  return refuse({ decision: "deny", code: "no_session", rule, message });
}

export function refuseCost(tool: string, rule: string, path: string, max: number): RefusePlan {
  const message = `${tool} was denied because \`${path}\` may be at most ${max} in one call.`;
  return refuse({ decision: "deny", code: "cost_too_high", rule, message });
}

export function refuseInvalidPolicy(): RefusePlan {
  const message =
    "The policy of this server can't be read, so every call to it is refused; ask an administrator to save it again.";
  return refuse({ decision: "deny", code: "policy_invalid", rule: null, message });
}

function refuse(refusal: Refusal): RefusePlan {
  return { kind: "refuse", refusal };
}

function unknownTool(tool: string): string {
  return `Unknown tool: ${tool}`;
}
