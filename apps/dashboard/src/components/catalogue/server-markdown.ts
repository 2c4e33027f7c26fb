import type { CatalogueServerSummary, CatalogueServerView } from "@policylayer/services/catalogue";
import { CLASS_WORDS, SEVERITY_WORDS } from "../tools/risk-words";
import { serverHref, toolHref } from "./catalogue-address";
import type { ConnectWay } from "./connect-ways";
import { counted, dayOf } from "./count-words";
import { codeFence, codeSpan, escapeMarkdown, linkMarkdown, proseMarkdown } from "./escape-markdown";
import type { ServerContent } from "./server-content";

/** A server's page as Markdown. `base` is the dashboard's own address. */
export function serverMarkdown(server: CatalogueServerView, content: ServerContent, base: string): string {
  return `${[
    `# ${escapeMarkdown(server.title)}`,
    `${codeSpan(server.name)}${server.official ? ", official" : ""}${server.version === null ? "" : `, version ${codeSpan(server.version)}`}`,
    server.description === null ? [] : `> ${escapeMarkdown(server.description)}`,
    proseMarkdown(content.lead),
    ...(content.howToList === null ? [] : [proseMarkdown(content.howToList)]),
    server.tools === 0 ? [] : toolsPart(server, content, base),
    content.policy === null
      ? []
      : ["## Recommended policy", proseMarkdown(content.policy.sentence), codeFence(content.policy.text, "json")],
    content.ways.length === 0 ? [] : ["## Connect it", content.ways.map(wayLine).join("\n")],
    content.history.length === 0
      ? []
      : ["## History", content.history.map(({ at, says }) => `- ${dayOf(at)}: ${proseMarkdown(says)}`).join("\n")],
    content.similar.length === 0
      ? []
      : ["## Similar servers", content.similar.map((other) => serverLine(other, base)).join("\n")],
    "---",
    proseMarkdown(content.size),
  ]
    .flat()
    .join("\n\n")}\n`;
}

/** A server in a list. */
export function serverLine({ slug, title, name, tools, risk }: CatalogueServerSummary, base: string): string {
  const known = risk === null ? "tools not known" : `${counted(tools, "tool")}, at worst ${CLASS_WORDS[risk].word}`;
  return `- ${linkMarkdown(title, base + serverHref(slug))} (${codeSpan(name)}): ${known}`;
}

function toolsPart({ slug, by_class }: CatalogueServerView, content: ServerContent, base: string): string[] {
  const { counts, tools, toolsLeft, cost } = content;
  return [
    "## Tools by class",
    counts
      .filter(({ class: rated }) => by_class[rated] > 0)
      .map(({ class: rated, count }) => `- ${CLASS_WORDS[rated].word}: ${count}`)
      .join("\n"),
    proseMarkdown(cost),
    "## Tools, riskiest first",
    tools
      .map(({ name, class: rated, severity }) => {
        const href = toolHref(slug, name);
        const shown = href === null ? codeSpan(name) : linkMarkdown(name, base + href);
        return `- ${shown}: ${CLASS_WORDS[rated].word}, ${SEVERITY_WORDS[severity]}`;
      })
      .join("\n"),
    ...(toolsLeft === 0 ? [] : [`and ${toolsLeft} more.`]),
  ];
}

function wayLine(way: ConnectWay): string {
  const needs = way.needs.length === 0 ? "" : `; needs ${way.needs.map(codeSpan).join(", ")}`;
  if (way.kind === "address") return `- ${codeSpan(way.url)} over ${way.transport}${needs}`;
  const command = way.command === null ? "" : `; served at an address with ${codeSpan(way.command)}`;
  return `- ${codeSpan(way.identifier)} from ${escapeMarkdown(way.registry)}${command}${needs}`;
}
