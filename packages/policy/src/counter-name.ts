/** The counter of the `rate_limit` shorthand on one entry of `tools`: `{tool}_rate` where that is a counter's name. */
export function counterNameFor(tool: string): string {
  const safe = PLAIN.test(tool) ? tool : Array.from(tool, escapeCharacter).join("");
  if (safe.length + SUFFIX.length <= counterLengthMax) return safe + SUFFIX;
  const digest = `:${fnv1a(tool).toString(16).padStart(8, "0")}`;
  return safe.slice(0, counterLengthMax - digest.length - SUFFIX.length) + digest + SUFFIX;
}

/** The counters of `rate_limit` on a class and on all tools. No tool's own has a colon by itself, so none is the same. */
export function counterNameForClass(name: string): string {
  return `class:${name}${SUFFIX}`;
}

export function counterNameForAllTools(): string {
  return `all:tools${SUFFIX}`;
}

export const counterLengthMax = 128;
const SUFFIX = "_rate";
const PLAIN = /^[A-Za-z0-9_.-]+$/;

/**
 * Different names must never share a budget unasked. So a character that a counter's name can't hold, and the colon
 * itself, becomes `:u` + its code point in hex + `:`; the wildcards `:any:` and `:one:`. `delete_*` counts in
 * `delete_:any:_rate`.
 */
function escapeCharacter(character: string): string {
  if (character === "*") return ":any:";
  if (character === "?") return ":one:";
  return PLAIN.test(character) ? character : `:u${character.codePointAt(0)?.toString(16)}:`;
}

/** Tells apart names too long to fit; not a defence, since the author of a policy only shares a budget with themselves. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
