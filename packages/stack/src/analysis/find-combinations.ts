import type { Severity } from "@policylayer/risk";
import type { Legs, LegTool } from "./find-legs";
import type { StackServer, StackTool } from "./stack-server";

/** What no tool can do by itself and all together can. */
export interface Combination {
  readonly kind: "data_leaves" | "others_give_orders";
  readonly severity: Severity;
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly CombinationPart[];
}

export interface CombinationPart {
  readonly title: string;
  /** Never empty. */
  readonly tools: readonly LegTool[];
}

/** Without one of its parts a combination isn't there. The gravest first. */
export function findCombinations(servers: readonly StackServer[], legs: Legs): Combination[] {
  const grave = servers.flatMap(({ name: server, tools }) =>
    (tools ?? []).flatMap((tool): LegTool[] => {
      const because = becauseGrave(tool);
      return because === null ? [] : [{ server, tool: tool.name, because }];
    }),
  );
  const untrusted: CombinationPart = { title: "sees what others write", tools: legs.untrusted };
  const candidates: Combination[] = [
    {
      kind: "data_leaves",
      severity: "critical",
      title: "Private data can be sent out",
      sentence:
        "Text that somebody else wrote can tell the agent to fetch what is private and to send it away. Each call looks harmless by itself.",
      parts: [
        { title: "reads private data", tools: legs.private },
        untrusted,
        { title: "can send outside", tools: legs.outside },
      ],
    },
    {
      kind: "others_give_orders",
      severity: "high",
      title: "Others can give the agent orders",
      sentence:
        "Text that somebody else wrote can tell the agent to delete, pay, run or hand out rights, as if its user had asked for it.",
      parts: [untrusted, { title: "can do lasting damage", tools: grave }],
    },
  ];
  return candidates.filter(({ parts }) => parts.every(({ tools }) => tools.length > 0));
}

function becauseGrave({ class: rated, effects }: StackTool): string | null {
  if (rated === "financial") return "money moves";
  if (rated === "destructive") return "what it removes may be gone";
  if (effects.includes("changes_access")) return "it changes who may do what";
  return effects.includes("runs_code") ? "it runs what it is given" : null;
}
