import type { CatalogueToolView } from "@policylayer/services/catalogue";
import { CLASS_WORDS, EFFECT_WORDS, SEVERITY_WORDS } from "../tools/risk-words";
import { attackHref, serverHref, toolHref } from "./catalogue-address";
import { codeFence, codeSpan, escapeMarkdown, linkMarkdown, proseMarkdown } from "./escape-markdown";
import { FREE, type ToolContent } from "./tool-content";

/** A tool's page as Markdown. `base` is the dashboard's own address. */
export function toolMarkdown(tool: CatalogueToolView, content: ToolContent, base: string): string {
  const { server } = tool;
  const effects = tool.effects.map((effect) => EFFECT_WORDS[effect]).join(", ");
  return `${[
    `# ${codeSpan(tool.name)} of ${escapeMarkdown(server.title)}`,
    tool.description === null ? [] : `> ${escapeMarkdown(tool.description)}`,
    "## What it does",
    proseMarkdown(content.what),
    `## Why it needs a policy`,
    content.why.map(proseMarkdown).join(" "),
    `### From the tool’s definition`,
    proseMarkdown(content.definition.sentence),
    content.definition.evidence
      .map(({ source, quote, says, speaksFor }) => {
        const quoted = quote === null ? "" : `${codeSpan(quote)}: `;
        return `- ${source}: ${quoted}${escapeMarkdown(says)}${speaksFor === null ? "" : ` (${speaksFor})`}`;
      })
      .join("\n"),
    "## Attack patterns",
    proseMarkdown(content.attacks.sentence),
    content.attacks.patterns
      .map(({ slug, name, summary }) => `- ${linkMarkdown(name, base + attackHref(slug))}: ${escapeMarkdown(summary)}`)
      .join("\n"),
    "## Recommended rule",
    proseMarkdown(content.rule.sentence),
    codeFence(content.rule.text, "json"),
    `${proseMarkdown(content.rule.plainly)} ${content.rest}`,
    escapeMarkdown(content.rule.why),
    FREE,
    "## Class and severity",
    [
      `- Class: ${CLASS_WORDS[tool.class].word}${tool.unknown ? " (nothing tells what it does)" : ""}`,
      `- Severity: ${SEVERITY_WORDS[tool.severity]}`,
      ...(effects === "" ? [] : [`- Effects: ${effects}`]),
      `- Confidence: ${Math.round(tool.confidence * 100)} %`,
      `- Parameters: ${tool.parameters}, of which ${tool.required} required`,
      `- Definition: about ${tool.tokens} tokens`,
    ].join("\n"),
    "## Questions and answers",
    content.questions.flatMap(({ question, answer }) => [`### ${escapeMarkdown(question)}`, proseMarkdown(answer)]),
    "## Enforce it in three steps",
    content.steps.map(({ title, text }, n) => `${n + 1}. **${title}.** ${proseMarkdown(text)}`).join("\n"),
    tool.siblings.length === 0
      ? []
      : [
          "## Other tools of this server",
          tool.siblings.map((other) => siblingLine(server.slug, other, base)).join("\n"),
        ],
    proseMarkdown(content.stack),
    FREE,
    "---",
    `${proseMarkdown(content.size)} ${linkMarkdown(server.title, base + serverHref(server.slug))}`,
  ]
    .flat()
    .join("\n\n")}\n`;
}

function siblingLine(
  slug: string,
  { name, class: rated }: CatalogueToolView["siblings"][number],
  base: string,
): string {
  const href = toolHref(slug, name);
  const shown = href === null ? codeSpan(name) : linkMarkdown(name, base + href);
  return `- ${shown}: ${CLASS_WORDS[rated].word}`;
}
