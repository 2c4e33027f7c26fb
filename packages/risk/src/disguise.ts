const REACH_MAX = 16_000;
/** Directions that make a text show otherwise than it reads, and letters that show nothing at all. */
const TURNED = /[\u202a-\u202e\u2066-\u2069]/;
const TAGGED = /(?<![\u{1f3f4}\u{e0020}-\u{e007e}])[\u{e0000}-\u{e007f}]/u;
/** A word of two alphabets whose letters look alike: "dеlete" with a Cyrillic е. */
const MIXED = /[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]/i;
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/** Most texts have none of it, and are done with at once. */
const SUSPECT = /[\u0400-\u04ff\u202a-\u202e\u2066-\u2069\udb40]/;

/** How a text is made to be read otherwise than it is; null if it isn't. */
export function disguiseOf(text: string): string | null {
  const looked = text.length > REACH_MAX ? text.slice(0, REACH_MAX) : text;
  if (!SUSPECT.test(looked)) return null;
  if (MIXED.test(looked)) return "a word mixes letters of two alphabets that look alike";
  if (TAGGED.test(looked)) return "letters that show nothing are hidden in it";
  return TURNED.test(looked) && !RIGHT_TO_LEFT.test(looked) ? "characters turn the direction it is shown in" : null;
}
