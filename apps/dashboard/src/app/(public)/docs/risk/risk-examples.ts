import { recommendRule } from "@policylayer/policy";
import { type Classification, classifyTool, type ToolFacts } from "@policylayer/risk";

const object = (properties: Record<string, unknown>) => ({ type: "object", properties });

/** Tools of nobody, each for one thing the classifier understands. */
const TOOLS: readonly { readonly about: string; readonly facts: ToolFacts }[] = [
  { about: "A verb is read with its object", facts: { tool: "get_refund", description: "Gets a refund by its id" } },
  {
    about: "The same object, something else done to it",
    facts: { tool: "issue_refund", description: "Refunds a payment to the buyer" },
  },
  {
    about: "What can be chosen counts",
    facts: { tool: "manage_volume", inputSchema: object({ action: { type: "string", enum: ["list", "delete"] } }) },
  },
  {
    about: "A search that takes SQL runs it",
    facts: { tool: "search", description: "Searches the database", inputSchema: object({ sql: { type: "string" } }) },
  },
  {
    about: "What isn’t done isn’t held against it",
    facts: { tool: "revisar", description: "Revisa la carpeta sin borrar nada" },
  },
  {
    about: "A server that calls its own tool harmless isn’t believed",
    facts: { tool: "delete_user", annotations: { readOnlyHint: true } },
  },
  { about: "Nothing tells what it does", facts: { tool: "frobnicate", description: "The frobnicator." } },
];

export interface RiskExample {
  readonly about: string;
  readonly definition: string;
  readonly risk: Classification;
  readonly recommended: string;
}

/** Classified when the page is made, by the code that classifies real tools. */
export function riskExamples(): RiskExample[] {
  return TOOLS.map(({ about, facts }) => {
    const risk = classifyTool(facts);
    const { sentence } = recommendRule({ name: facts.tool, class: risk.class, inputSchema: facts.inputSchema });
    return { about, definition: JSON.stringify(facts, null, 2), risk, recommended: sentence };
  });
}
