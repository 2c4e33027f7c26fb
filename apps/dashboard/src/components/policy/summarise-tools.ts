import { compilePolicy, explainCall, type PolicyDocument, type RiskClass, type ToolCall } from "@policylayer/policy";
import { ruleAt, ruleInWords } from "./rule-in-words";

/** A tool of the server the policy is about. */
export interface ClassedTool {
  readonly name: string;
  /** Its effective risk class, for rules by class. */
  readonly riskClass: RiskClass;
}

/** What a policy means for one tool, in words. */
export interface ToolSummary {
  readonly tool: string;
  readonly effect: "allow" | "limit" | "deny" | "hide" | "ask";
  readonly sentence: string;
  /** RFC 6901 pointer of the rule that decides, or on which it depends; null when none does. */
  readonly rule: string | null;
}

/** One sentence for each of a server's tools. Which rule is about it is found by the very code the proxy judges with. */
export function summariseTools(document: PolicyDocument, tools: readonly ClassedTool[]): ToolSummary[] {
  const policy = compilePolicy(document);
  const isShadow = document.mode === "shadow";
  return tools.map(({ name: tool, riskClass }) => {
    const { decision, rules } = explainCall(policy, callOf(tool, riskClass));
    const judged = decision.code === "shadow" ? decision.would : decision;
    const entry = rules.find(({ kind, outcome }) => outcome === "applies" && ENTRIES.has(kind));
    const summary = summarise(document, tool, judged.code, judged.rule, entry?.pointer ?? null);
    return isShadow ? { ...summary, sentence: `Goes through (shadow mode). Enforced: ${summary.sentence}` } : summary;
  });
}

const ENTRIES: ReadonlySet<string> = new Set(["tool", "class", "default"]);

function summarise(
  document: PolicyDocument,
  tool: string,
  code: string,
  rule: string | null,
  entry: string | null,
): ToolSummary {
  if (code === "hidden") return { tool, effect: "hide", sentence: "Hidden: agents don't see that it exists.", rule };
  if (code === "default_deny") return { tool, effect: "deny", sentence: "Denied: no rule names it.", rule };
  if (code === "rule_deny" || entry === null) {
    return { tool, effect: "deny", sentence: "Denied, and the agent is told why.", rule };
  }
  const { effect, sentence } = ruleInWords(ruleAt(document, entry), document.all_tools ?? {});
  return { tool, effect, sentence, rule: entry };
}

/** No call of anybody: what depends on arguments or facts is told in words instead. */
function callOf(tool: string, toolClass: RiskClass): ToolCall {
  return {
    tool,
    isKnown: true,
    isQuarantined: false,
    toolClass,
    args: null,
    argumentsText: null,
    annotations: null,
    schema: null,
    facts: {
      grant: { id: "", label: null },
      team: { id: "", slug: null },
      server: { id: "", slug: null },
      client: { name: null },
      sessionId: "",
      organizationId: "",
      nowMs: 0,
    },
  };
}
