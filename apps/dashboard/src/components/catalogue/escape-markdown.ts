import type { Prose } from "./prose";

/** Somebody else's text as words of a Markdown page: no markup, no link, no line of its own. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      .replaceAll("&", "&amp;")
      .replace(/[\\`*_[\]#|~]/g, "\\$&")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      // At the beginning of a line these would begin a list, or make a heading of the line before.
      .replace(/^([-+=]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`))
      // Many readers make a link of a bare address.
      .replaceAll("://", ":\\/\\/")
      .replace(/\bwww\./gi, (word) => `${word.slice(0, -1)}\\.`)
  );
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

export function proseMarkdown(prose: Prose): string {
  return prose.map((part) => (typeof part === "string" ? escapeMarkdown(part) : codeSpan(part.code))).join("");
}

export function linkMarkdown(text: string, href: string): string {
  return `[${escapeMarkdown(text)}](<${href.replace(/[<>\s\\]/g, (character) => encodeURIComponent(character))}>)`;
}
