import type { Refusal } from "./decision";
import type { Plan } from "./plan";

/*
 * Every refusal that needs no counter, with the sentence the agent gets. A hidden tool and one that doesn't exist are told
 * apart in the record only: decision and message are the same.
 */

export function refuseHidden(tool: string, rule: string): Plan {
  return refuse({ decision: "hide", code: "hidden", rule, message: unknownTool(tool) });
}

export function refuseUnknownTool(tool: string): Plan {
  return refuse({ decision: "hide", code: "unknown_tool", rule: null, message: unknownTool(tool) });
}

export function refuseWithoutPolicy(): Plan {
  const message =
    "No policy is set for this server, so every call to it is refused; ask an administrator to attach one.";
  return refuse({ decision: "deny", code: "no_policy", rule: null, message });
}

export function refuseByDefault(tool: string): Plan {
  const message = `${tool} is denied because the policy of this server doesn't allow it.`;
  return refuse({ decision: "deny", code: "default_deny", rule: "/default", message });
}

export function refuseByRule(tool: string, rule: string, reason: string | undefined): Plan {
  return refuse({
    decision: "deny",
    code: "rule_deny",
    rule,
    message: reason ?? `${tool} is denied by the policy of this server.`,
  });
}

export function refuseWithoutApproval(tool: string, rule: string, reason: string | undefined): Plan {
  const message = reason ?? `${tool} needs a person's approval before it can be called.`;
  return refuse({ decision: "approval_required", code: "approval_required", rule, message });
}

export function refuseInvalidPolicy(): Plan {
  const message =
    "The policy of this server can't be read, so every call to it is refused; ask an administrator to save it again.";
  return refuse({ decision: "deny", code: "policy_invalid", rule: null, message });
}

function refuse(refusal: Refusal): Plan {
  return { kind: "refuse", refusal };
}

function unknownTool(tool: string): string {
  return `Unknown tool: ${tool}`;
}
