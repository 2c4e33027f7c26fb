import { counterNameFor } from "./counter-name";
import type { Condition, PolicyDocument, Rule } from "./policy-document";
import { recommendArguments } from "./recommend-arguments";
import type { RiskClass } from "./risk-class";

/** What is known of a tool whose rule is asked for. Only its name is taken to be anything in particular. */
export interface RatedTool {
  readonly name: string;
  readonly class: RiskClass;
  /** As the server sent it; anything but an object says nothing. */
  readonly inputSchema?: unknown;
}

export interface RecommendedRule {
  /** null: the tool is hidden. */
  readonly rule: Rule | null;
  /** What the rule does and why, for a person. */
  readonly sentence: string;
}

/**
 * The rule to start from for a tool of this class. Reading is allowed; writing is limited to 30 an hour, running to 10 a
 * minute, each by grant; destroying is hidden; and money waits for a person. Where the tool's schema bounds its arguments,
 * the rule bounds them too: a server that forgets to check is then held to what it says.
 */
export function recommendRule(tool: RatedTool): RecommendedRule {
  const { name } = tool;
  switch (tool.class) {
    case "read":
      return { rule: {}, sentence: "Allowed: it only reads." };
    case "write":
      return bounded(
        tool,
        limited(name, "hour", 30),
        "Limited to 30 calls an hour for each grant, because it changes things",
      );
    case "execute":
      return bounded(
        tool,
        limited(name, "minute", 10),
        "Limited to 10 calls a minute for each grant, because what it sets going depends on its arguments",
      );
    case "destructive":
      return {
        rule: null,
        sentence: "Hidden: what it removes may be gone. Let a person approve its calls to make it usable.",
      };
    case "financial":
      return bounded(
        tool,
        { action: "require_approval", reason: "Money moves: a person looks at each call." },
        "Waits for a person's approval, because money moves",
      );
  }
}

/** The whole document of a recommended rule: everything else on the server is denied. */
export function recommendedDocument({ name }: RatedTool, { rule }: RecommendedRule): PolicyDocument {
  return rule === null
    ? { version: "1", default: "deny", hide: [name] }
    : { version: "1", default: "deny", tools: { [name]: rule } };
}

function limited(name: string, window: "hour" | "minute", max: number): Rule {
  return { limits: [{ counter: counterNameFor(name), window, max, scope: "grant" }] };
}

function bounded(tool: RatedTool, rule: Rule, sentence: string): RecommendedRule {
  const { conditions, words } = recommendArguments(tool.inputSchema);
  if (conditions.length === 0) return { rule, sentence: `${sentence}.` };
  const require: Condition[] = [...conditions];
  return {
    rule: { ...rule, require },
    sentence: `${sentence}, and held to what its schema says of ${words.join(", ")}.`,
  };
}
