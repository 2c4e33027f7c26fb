/**
 * Globs over tool names. `*` stands for any run of characters (an empty one too), `?` for exactly one character (a code
 * point), and everything else for itself. There are no classes and no escapes: a tool whose own name holds `*` or `?`
 * can be matched by a glob only.
 */
export function isGlob(text: string): boolean {
  return text.includes("*") || text.includes("?");
}

/** The most specific glob is the one with the longest literal part: its characters that aren't wildcards. */
export function literalLength(glob: string): number {
  let length = 0;
  for (const character of glob) if (character !== "*" && character !== "?") length += 1;
  return length;
}

const STAR = 42;
const QUESTION = 63;

/**
 * Whether a glob matches a whole name, by exact code points. Only the last `*` is ever retried, so the time is bounded by
 * the two lengths multiplied: linear in the name for a glob of bounded length. Allocates nothing.
 */
export function matchesGlob(glob: string, name: string): boolean {
  let g = 0;
  let n = 0;
  let afterStar = -1;
  let starEnd = 0;
  while (n < name.length) {
    const wanted = glob.codePointAt(g);
    const found = name.codePointAt(n);
    if (wanted === STAR) {
      g += 1;
      afterStar = g;
      starEnd = n;
    } else if (wanted !== undefined && (wanted === QUESTION || wanted === found)) {
      g += unitsOf(wanted);
      n += unitsOf(found);
    } else if (afterStar !== -1) {
      starEnd += unitsOf(name.codePointAt(starEnd));
      g = afterStar;
      n = starEnd;
    } else {
      return false;
    }
  }
  while (glob.codePointAt(g) === STAR) g += 1;
  return g === glob.length;
}

function unitsOf(codePoint: number | undefined): number {
  return codePoint !== undefined && codePoint > 0xffff ? 2 : 1;
}

/** What of a glob is fixed: read once, so that many can be compared with each other. */
export interface GlobShape {
  /** Characters before the first `*`. */
  readonly head: readonly string[];
  /** Characters after the last `*`, last one first. */
  readonly tail: readonly string[];
  /** How many characters a name needs at least. */
  readonly leastLength: number;
  /** No `*`: every name it matches has `leastLength` characters. */
  readonly isFixed: boolean;
}

export function globShape(glob: string): GlobShape {
  const characters = Array.from(glob);
  const reversed = characters.toReversed();
  return {
    head: untilStar(characters),
    tail: untilStar(reversed),
    leastLength: characters.filter((character) => character !== "*").length,
    isFixed: !glob.includes("*"),
  };
}

function untilStar(characters: readonly string[]): readonly string[] {
  const star = characters.indexOf("*");
  return star === -1 ? characters : characters.slice(0, star);
}

/**
 * Whether some name could be matched by both globs: their heads and tails agree, and a fixed length is long enough. Exact
 * when both hold a `*`, or neither; when one does, it may say yes though the middle doesn't fit. It never says no wrongly.
 */
export function couldBothMatch(left: GlobShape, right: GlobShape): boolean {
  if (left.isFixed && right.leastLength > left.leastLength) return false;
  if (right.isFixed && left.leastLength > right.leastLength) return false;
  return agree(left.head, right.head) && agree(left.tail, right.tail);
}

function agree(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) if (a[i] !== b[i] && a[i] !== "?" && b[i] !== "?") return false;
  return true;
}
