import type { CatalogueToolView } from "@policylayer/services/catalogue";
import { CLASS_WORDS, SEVERITY_WORDS } from "../tools/risk-words";
import { CLASS_ADVICE } from "./class-sentences";
import { code, type Prose, said, together } from "./prose";

export interface Question {
  readonly question: string;
  readonly answer: Prose;
}

/** The six questions that are asked of every tool. */
export function toolQuestions(tool: CatalogueToolView, canBeReached: boolean): Question[] {
  const { name, server, severity } = tool;
  const shown = code(name);
  const { word } = CLASS_WORDS[tool.class];
  const advice = CLASS_ADVICE[tool.class];
  const article = /^[AEIOU]/.test(word) ? "an" : "a";
  const categorised = said`It is categorised as ${article} ${word} tool in the ${calledServer(server.title)}, which means ${advice.means}. ${advice.use}`;
  const described = tool.description === null ? [] : [said`${sentence(tool.description)}`];
  return [
    { question: `What does the ${name} tool do?`, answer: together(...described, categorised) },
    {
      question: `How do I enforce a policy on ${name}?`,
      answer: together(
        said`Register the ${calledServer(server.title)} in PolicyLayer and add a rule for ${shown}: allow, deny, rate-limit, or require approval. Point your MCP client at the PolicyLayer proxy URL and the rule is enforced on every call, before it reaches ${server.title}.`,
        canBeReached
          ? said`Nothing to install.`
          : said`Nothing to install on the agent’s side; a server that is started as a program is served at an address first.`,
      ),
    },
    {
      question: `What risk level is ${name}?`,
      answer: said`${shown} is ${article} ${word} tool with ${SEVERITY_WORDS[severity]}. ${advice.should}`,
    },
    {
      question: `Can I rate-limit ${name}?`,
      answer: said`Yes. Add a ${code("rate_limit")} block to the ${shown} rule in your PolicyLayer policy. For example, setting ${code("max: 10")} and ${code("window: 60")} limits the tool to 10 calls per minute. Rate limits are tracked for each grant, or per agent session with ${code('"scope": "session"')} in ${code("limits")}, and reset automatically.`,
    },
    {
      question: `How do I block ${name} completely?`,
      answer: said`Set ${code("action: deny")} in the PolicyLayer policy for ${shown}. The AI agent will receive a policy violation error and cannot call the tool. You can also include a ${code("reason")} field to explain why the tool is blocked.`,
    },
    {
      question: `What MCP server provides ${name}?`,
      answer: said`${shown} is provided by the ${calledServer(server.title)} (${code(server.name)}). PolicyLayer sits as a proxy in front of this server to enforce policies before tool calls reach the server.`,
    },
  ];
}

/** `Komodo MCP Server` says what it is; `Playwright` doesn't. */
function calledServer(title: string): string {
  return /\bMCP server$/i.test(title) ? title : `${title} MCP server`;
}

/** The beginning of a description as a sentence of its own. */
function sentence(description: string): string {
  const text = description.length > 300 ? `${description.slice(0, 299).trimEnd()}…` : description;
  return /[.!?…。]$/.test(text) ? text : `${text}.`;
}
