import type { CatalogueToolView, CatalogueTotalsView } from "@policylayer/services/catalogue";
import { CLASS_WORDS, SOURCE_WORDS } from "../tools/risk-words";
import { type AttackPattern, attacksOn } from "./attack-patterns";
import { invokedFor, rulePlainly, whyPolicy } from "./class-sentences";
import { counted, dayOf } from "./count-words";
import { foreignLanguage } from "./language-names";
import { code, type Prose, said } from "./prose";
import { type Question, toolQuestions } from "./tool-questions";

const QUOTE_MAX = 240;

/** One thing that led to the class, as the definition has it. */
export interface EvidenceLine {
  readonly source: string;
  readonly quote: string | null;
  readonly says: string;
  /** The class it speaks for, in a word. */
  readonly speaksFor: string | null;
}

/** All that a tool's page says, in its order. The page and its Markdown are made from this and nothing else. */
export interface ToolContent {
  readonly what: Prose;
  readonly why: readonly Prose[];
  readonly definition: { readonly sentence: Prose; readonly evidence: readonly EvidenceLine[] };
  readonly attacks: { readonly sentence: Prose; readonly patterns: readonly AttackPattern[] };
  readonly rule: { readonly sentence: Prose; readonly text: string; readonly plainly: Prose; readonly why: string };
  /** What happens to everything else on the server. */
  readonly rest: string;
  readonly questions: readonly Question[];
  readonly steps: readonly { readonly title: string; readonly text: Prose }[];
  readonly stack: Prose;
  readonly size: Prose;
}

export const FREE = "Free to start. No card required.";
export const REST_DENIED = "Everything else on the server is denied unless you say otherwise.";

/** `canBeReached`: the catalogue knows an address that the server can be registered by. */
export function toolContent(tool: CatalogueToolView, totals: CatalogueTotalsView, canBeReached: boolean): ToolContent {
  const { server } = tool;
  const name = code(tool.name);
  return {
    what: invokedFor(tool, server.title),
    why: whyPolicy(tool, server.title),
    definition: { sentence: definitionSays(tool), evidence: tool.evidence.map(toEvidenceLine) },
    attacks: {
      sentence: said`Documented attack patterns abuse exactly the kind of access ${name} gives an agent:`,
      patterns: attacksOn(tool),
    },
    rule: {
      sentence: said`PolicyLayer is an MCP gateway — it sits between your AI agents and ${server.title}, and nothing reaches the server without passing your rules. This is the rule we recommend for ${name}:`,
      text: JSON.stringify(tool.recommended.document, null, 2),
      plainly: rulePlainly(tool),
      why: tool.recommended.sentence,
    },
    rest: REST_DENIED,
    questions: toolQuestions(tool, canBeReached),
    steps: [
      {
        title: "Register the server",
        text: canBeReached
          ? said`Add ${server.title} to PolicyLayer by its address. Its tools are listed and their definitions pinned.`
          : said`Add ${server.title} to PolicyLayer by the address you serve it at. Its tools are listed and their definitions pinned.`,
      },
      {
        title: "Add the rule",
        text: said`Paste the document above as a policy, or start from the one that is drafted for all of its tools, and give it to a grant.`,
      },
      {
        title: "Point your client at the proxy",
        text: said`Put the PolicyLayer proxy URL where the server’s was. From the next call on, ${name} is judged before it reaches the server.`,
      },
    ],
    stack: said`Start from ${server.title}, add the rest of your stack, and see everything your agents can call. Then put policy on all of it.`,
    size: sizeOf(server.tools, server.title, totals),
  };
}

/** The dated size of the catalogue, with the server's part in it. */
export function sizeOf(tools: number, title: string, { servers, tools: all, as_of }: CatalogueTotalsView): Prose {
  const counts = `${counted(tools, `${title} tool`)} catalogued and risk-classified`;
  if (as_of === null) return said`${counts}.`;
  return said`${counts} — across an index of ${counted(servers, "MCP server")} with ${counted(all, "tool")}, counted on ${dayOf(as_of)}.`;
}

function definitionSays({ name, description, language, class: rated, unknown }: CatalogueToolView): Prose {
  const indicates = unknown ? "tells nothing of what it does" : `indicates ${CLASS_WORDS[rated].word}`;
  if (description === null) return said`Tool name ‘${code(name)}’, together with its schema and hints, ${indicates}:`;
  const foreign = foreignLanguage(language);
  const quoted = description.length > QUOTE_MAX ? `${description.slice(0, QUOTE_MAX - 1).trimEnd()}…` : description;
  return said`Tool name ‘${code(name)}’ combined with description ‘${quoted}’${foreign === null ? "" : ` (in ${foreign})`} ${indicates}:`;
}

function toEvidenceLine({ source, quote, says, class: spoken }: CatalogueToolView["evidence"][number]): EvidenceLine {
  const speaksFor = spoken === null || source === "decision" ? null : CLASS_WORDS[spoken].word;
  return { source: SOURCE_WORDS[source], quote, says, speaksFor };
}
