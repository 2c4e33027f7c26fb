import type { Limit, PolicyDocument, Rule } from "@policylayer/policy";
import { windowInWords } from "./window-words";

export interface RuleWords {
  readonly effect: "allow" | "limit" | "deny" | "ask";
  readonly sentence: string;
}

/** The rule at a pointer like `/tools/a~1b` or `/classes/read`; that of `/default` is the empty one. */
export function ruleAt({ tools = {}, classes = {} }: PolicyDocument, pointer: string): Rule {
  const [, section, name = ""] = pointer.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const rules: Readonly<Record<string, Rule | undefined>> = section === "tools" ? tools : classes;
  return section !== "default" && Object.hasOwn(rules, name) ? (rules[name] ?? {}) : {};
}

/** What a rule that neither denies nor hides lets through, with what `all_tools` adds. */
export function ruleInWords(rule: Rule, all: Omit<Rule, "action">): RuleWords {
  const denyIf = [...(rule.deny_if ?? []), ...(all.deny_if ?? [])];
  if (denyIf.some(({ conditions }) => conditions.length === 0)) {
    return { effect: "deny", sentence: "Denied, and the agent is told why." };
  }
  const limits = [...(rule.limits ?? []), ...(all.limits ?? [])];
  const conditionCount = denyIf.length + (rule.require?.length ?? 0) + (all.require?.length ?? 0);
  const restraints = [
    ...(conditionCount === 0
      ? []
      : [conditionCount === 1 ? "under 1 condition" : `under ${conditionCount} conditions`]),
    ...(rule.arguments === "schema" || all.arguments === "schema" ? ["with arguments that fit its schema"] : []),
    ...limits.map(limitInWords),
  ];
  if (rule.action === "require_approval") {
    return { effect: "ask", sentence: sentenceOf("Needs a person's approval", restraints) };
  }
  const asks = (rule.approve_if?.length ?? 0) + (all.approve_if?.length ?? 0) > 0;
  const after = asks ? " Some calls need a person's approval." : "";
  if (restraints.length === 0) return { effect: asks ? "ask" : "allow", sentence: `Allowed without a limit.${after}` };
  return { effect: asks ? "ask" : "limit", sentence: `${sentenceOf("Allowed", restraints)}${after}` };
}

function sentenceOf(start: string, parts: readonly string[]): string {
  return parts.length === 0 ? `${start}.` : `${start}, ${listInWords(parts)}.`;
}

function limitInWords({ max, window, cost = 1, per }: Limit): string {
  const what = typeof cost === "object" ? `of ${cost.path}` : max === 1 ? "call" : "calls";
  const each = per === undefined ? "" : ` for each ${per}`;
  return `at most ${max} ${what} ${windowInWords(window)}${each}`;
}

function listInWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
