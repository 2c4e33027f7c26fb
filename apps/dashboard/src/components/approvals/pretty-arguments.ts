/** A text, a sign of structure, or what is left: numbers, true, false and null. White space is passed over. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** What a screen shows as nothing, or in another order than it is read: a call must not look like another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u3164]|\p{Variation_Selector}/gu;

/**
 * The text of a call's arguments, spread over lines for a person to read. Nothing of it is parsed, so that every digit of a
 * number and every repeated character stays; characters that can't be seen are written as escapes.
 */
export function prettyArguments(text: string): string {
  let out = "";
  let depth = 0;
  let previous = "";
  for (const [token] of text.matchAll(TOKENS)) {
    const isClosing = token === "}" || token === "]";
    if (isClosing) depth -= 1;
    const isEmptied = isClosing && (previous === "{" || previous === "[");
    const startsLine = isClosing ? !isEmptied : previous === "{" || previous === "[" || previous === ",";
    if (startsLine) out += `\n${"  ".repeat(depth)}`;
    out += token === ":" ? ": " : visible(token);
    if (token === "{" || token === "[") depth += 1;
    previous = token;
  }
  return out;
}

function visible(token: string): string {
  return token.replace(UNSEEN, (character) =>
    [...character.split("")].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  );
}
