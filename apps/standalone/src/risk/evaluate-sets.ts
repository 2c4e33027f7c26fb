import { classifyTool, type ToolFacts } from "@policylayer/risk";
import { Confusion, type ConfusionFigures, confusionText } from "./confusion";
import { type LabelledSetId, type LabelledTool, labelledSetIds, type Part, parts } from "./labelled-sets";

export const amounts = ["name", "name and description", "name and schema", "all"] as const;
/** What of a tool is looked at. */
export type Amount = (typeof amounts)[number];

/** What was found of one part of a set with one amount of information, all together and by language. */
export interface PartFigures {
  readonly set: LabelledSetId;
  readonly part: Part;
  readonly amount: Amount;
  readonly all: ConfusionFigures;
  readonly languages: Readonly<Record<string, ConfusionFigures>>;
}

/**
 * Every part of the sets with every amount of information there is. `listed` are whole definitions by server and tool:
 * only with them are published tools looked at with their descriptions, which aren't ours to keep.
 */
export function evaluateSets(tools: readonly LabelledTool[], listed: ReadonlyMap<string, ToolFacts>): PartFigures[] {
  const figures: PartFigures[] = [];
  for (const set of labelledSetIds) {
    for (const part of parts) {
      for (const amount of amounts) {
        const all = new Confusion();
        const languages = new Map<string, Confusion>();
        for (const tool of tools) {
          if (tool.set !== set || tool.part !== part) continue;
          const facts = seen(tool, amount, listed);
          if (facts === null) continue;
          const { class: found, isUnknown, language } = classifyTool(facts);
          all.add(tool.class, found, isUnknown);
          const spoken = tool.language === "" ? language : tool.language;
          const confusion = languages.get(spoken) ?? new Confusion();
          languages.set(spoken, confusion);
          confusion.add(tool.class, found, isUnknown);
        }
        if (all.figures().total > 0)
          figures.push({
            set,
            part,
            amount,
            all: all.figures(),
            languages: Object.fromEntries([...languages].map(([language, each]) => [language, each.figures()])),
          });
      }
    }
  }
  return figures;
}

/** null: that much isn't known of it. */
function seen({ set, facts }: LabelledTool, amount: Amount, listed: ReadonlyMap<string, ToolFacts>): ToolFacts | null {
  const { server, tool, inputSchema, annotations } = facts;
  const whole = set === "published" ? listed.get(keyOf(server, tool)) : facts;
  switch (amount) {
    case "name":
      return { server, tool };
    case "name and schema":
      return inputSchema === undefined ? null : { server, tool, inputSchema, annotations };
    case "name and description":
      return whole === undefined || whole.description === ""
        ? null
        : { server, tool, title: whole.title, description: whole.description };
    case "all":
      return whole ?? null;
  }
}

export function keyOf(server: string | undefined, tool: string): string {
  return `${server ?? ""} ${tool}`;
}

const SETS: Readonly<Record<LabelledSetId, string>> = {
  spoken: "our own tools in eight languages",
  published: "tools of published servers",
  gathered: "tools gathered from public code",
  recalled: "tools of well-known servers, from memory",
  written: "tools written for this without sight of the rules",
};

/** The matrices as they are printed: each amount of information, and each language with the most of it. */
export function setsText(figures: readonly PartFigures[]): string {
  return figures
    .flatMap(({ set, part, amount, all, languages }) => {
      const title = `${SETS[set]}, ${part}, ${amount}`;
      const spoken =
        set !== "published"
          ? Object.entries(languages).map(([language, each]) => confusionText(`${title}, ${language}`, each))
          : [];
      return [confusionText(title, all), ...spoken];
    })
    .join("\n");
}
