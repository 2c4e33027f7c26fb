import { compilePolicy, type LimitCheck, type PolicyDocument, planCall } from "@policylayer/policy";
import { windowInWords } from "./window-words";

/** What a policy means for one tool, in words. */
export interface ToolSummary {
  readonly tool: string;
  readonly effect: "allow" | "limit" | "deny" | "hide" | "ask";
  readonly sentence: string;
  /** RFC 6901 pointer of the rule that decides; null when none does. */
  readonly rule: string | null;
}

/** One sentence for each of a server's tools, judged by the very code the proxy judges with. */
export function summariseTools(document: PolicyDocument, tools: readonly string[]): ToolSummary[] {
  const policy = compilePolicy(document);
  return tools.map((tool) => {
    const plan = planCall(policy, { tool, isKnown: true });
    if (plan.kind === "reserve") {
      if (plan.limits.length === 0)
        return { tool, effect: "allow", sentence: "Allowed without a limit.", rule: plan.rule };
      return {
        tool,
        effect: "limit",
        sentence: `Allowed, ${listInWords(plan.limits.map(limitInWords))}.`,
        rule: plan.rule,
      };
    }
    const { code, rule } = plan.refusal;
    if (code === "hidden") return { tool, effect: "hide", sentence: "Hidden: agents don't see that it exists.", rule };
    if (code === "default_deny") return { tool, effect: "deny", sentence: "Denied: no rule names it.", rule };
    if (code === "approval_required") return { tool, effect: "ask", sentence: "Needs a person's approval.", rule };
    return { tool, effect: "deny", sentence: "Denied, and the agent is told why.", rule };
  });
}

function limitInWords({ max, window }: LimitCheck): string {
  return `at most ${max} ${max === 1 ? "call" : "calls"} ${windowInWords(window)}`;
}

function listInWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
