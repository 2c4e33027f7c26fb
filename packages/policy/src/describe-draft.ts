import { isDraftable } from "./draft-policy";
import { toolsMax } from "./policy-schema";
import { type RatedTool, recommendRule } from "./recommend-rule";
import type { RiskClass } from "./risk-class";

/** One tool of a drafted policy, with what its rule does and why. */
export interface DraftedTool {
  readonly name: string;
  readonly class: RiskClass;
  readonly sentence: string;
}

/** A drafted policy as a page shows it: each tool under what happens to its calls, riskiest first. */
export interface DraftDescription {
  readonly allowed: readonly DraftedTool[];
  readonly limited: readonly DraftedTool[];
  /** Waiting for a person. */
  readonly held: readonly DraftedTool[];
  readonly hidden: readonly DraftedTool[];
  /** Tools the document can't name, which its default denies. */
  readonly left: readonly string[];
  /** The whole in one sentence. */
  readonly sentence: string;
}

/** What the policy of `draftPolicy` does with each of these tools. */
export function describeDraft(tools: readonly RatedTool[]): DraftDescription {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const draftable = [...byName.values()].filter(({ name }) => isDraftable(name));
  const drafted = draftable.slice(0, toolsMax);
  const left = [...byName.keys()].filter((name) => !drafted.some((tool) => tool.name === name));
  const groups = { allowed: [], limited: [], held: [], hidden: [] } satisfies Record<string, DraftedTool[]>;
  const into: Record<keyof typeof groups, DraftedTool[]> = groups;
  for (const tool of drafted) {
    const { rule, sentence } = recommendRule(tool);
    const group =
      rule === null
        ? "hidden"
        : rule.action === "require_approval"
          ? "held"
          : rule.limits === undefined
            ? "allowed"
            : "limited";
    into[group].push({ name: tool.name, class: tool.class, sentence });
  }
  for (const each of Object.values(into)) each.sort((a, b) => GRAVITY[b.class] - GRAVITY[a.class]);
  return { ...into, left, sentence: sentenceOf(into, left.length) };
}

const GRAVITY: Readonly<Record<RiskClass, number>> = { read: 0, write: 1, execute: 2, destructive: 3, financial: 4 };

function sentenceOf(
  { allowed, limited, held, hidden }: Omit<DraftDescription, "left" | "sentence">,
  left: number,
): string {
  const parts = [
    [allowed.length, "allowed"],
    [limited.length, "limited"],
    [held.length, "held for a person"],
    [hidden.length, "hidden"],
    [left, "left to the default, which denies"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  if (said.length === 0) return "The server has no tools; whatever comes later is denied.";
  const listed = said.length === 1 ? said[0] : `${said.slice(0, -1).join(", ")} and ${said.at(-1)}`;
  return `Of its tools ${listed}; whatever comes later is denied.`;
}
