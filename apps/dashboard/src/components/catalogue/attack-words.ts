import { CLASS_WORDS, EFFECT_WORDS } from "../tools/risk-words";
import type { AttackAnswer, AttackPattern } from "./attack-pattern";
import { ATTACKS, attackHref } from "./catalogue-address";
import { listed } from "./count-words";
import { codeFence, escapeMarkdown, linkMarkdown } from "./escape-markdown";

/** Which tools a pattern needs, in one sentence. */
export function appliesTo({ classes, effects }: AttackPattern): string {
  const ofClass = `of the class ${oneOf(classes.map((rated) => CLASS_WORDS[rated].word))}`;
  const withEffect = `that ${oneOf(effects.map((effect) => EFFECT_WORDS[effect]))}`;
  if (classes.length === 0 && effects.length === 0) return "Any tool of a server that isn’t what it seems.";
  if (effects.length === 0) return `A tool ${ofClass}.`;
  return classes.length === 0 ? `A tool ${withEffect}.` : `A tool ${ofClass}, or one ${withEffect}.`;
}

function oneOf(words: readonly string[]): string {
  return listed(words).replace(/ and (?!.* and )/, " or ");
}

/** The document of an answer, as it is copied. */
export function answerText({ document }: AttackAnswer): string {
  return JSON.stringify(document, null, 2);
}

export function attackMarkdown(pattern: AttackPattern): string {
  const { name, summary, abuses, answers, beyond, sources } = pattern;
  return `${[
    `# ${escapeMarkdown(name)}`,
    `> ${escapeMarkdown(summary)}`,
    "## What it abuses",
    abuses.map(escapeMarkdown),
    "## Which tools it needs",
    appliesTo(pattern),
    "## How a policy stops it",
    answers.flatMap((answer) => [escapeMarkdown(answer.says), codeFence(answerText(answer), "json")]),
    "## What is beyond a policy",
    escapeMarkdown(beyond),
    "## Sources",
    sources
      .map(({ title, publisher, url }) => `- ${linkMarkdown(title, url)}, ${escapeMarkdown(publisher)}`)
      .join("\n"),
  ]
    .flat()
    .join("\n\n")}\n`;
}

/** A line for each pattern. `base` is the dashboard's own address. */
export function attackLines(patterns: readonly AttackPattern[], base: string): string {
  return patterns
    .map(({ slug, name, summary }) => `- ${linkMarkdown(name, base + attackHref(slug))}: ${escapeMarkdown(summary)}`)
    .join("\n");
}

export function attacksMarkdown(patterns: readonly AttackPattern[], base: string): string {
  return `# Attack patterns\n\n${attackLines(patterns, base)}\n\nThis page: ${linkMarkdown("Attack patterns", base + ATTACKS)}\n`;
}
