import type { Prose } from "./prose";

/** Somebody else's text as words of a Markdown page: no markup, no link, no line of its own. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+!|~$^=-]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    // A colon would make a bare address a link, and a full stop a number a list.
    .replace(/^(\s*\d+)\./, "$1\\.")
    .replaceAll("://", ":\u200b//");
}

/** In backticks, with more of them than the text has in a row. */
export function codeSpan(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 || flat.trim() === "" ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

/** A block of code that its own text can't end. */
export function codeFence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Our own sentences aren't escaped beyond need: hyphens and brackets in them are ours. */
export function proseMarkdown(prose: Prose): string {
  return prose.map((part) => (typeof part === "string" ? escapeProse(part) : codeSpan(part.code))).join("");
}

function escapeProse(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~]/g, (character) => ENTITIES.get(character) ?? `\\${character}`)
    .replaceAll("://", ":\u200b//");
}

const ENTITIES = new Map([
  ["<", "&lt;"],
  [">", "&gt;"],
]);

export function linkMarkdown(text: string, href: string): string {
  return `[${escapeMarkdown(text)}](<${href.replace(/[<>\s\\]/g, (character) => encodeURIComponent(character))}>)`;
}

