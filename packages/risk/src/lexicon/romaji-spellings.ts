const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/sh(?=[auo])/g, "sy"],
  [/shi/g, "si"],
  [/ch(?=[auo])/g, "ty"],
  [/chi/g, "ti"],
  [/tsu/g, "tu"],
  [/j(?=[auo])/g, "zy"],
  [/ji/g, "zi"],
  [/fu/g, "hu"],
];

/** The other ways to spell a word that is written as it is typed: `touroku` is also `toroku`, `shoukyo` also `syoukyo` and `shokyo`. */
export function romajiSpellings(word: string): string[] {
  let kunrei = word;
  for (const [from, to] of SYSTEMS) kunrei = kunrei.replace(from, to);
  const found = new Set([word, kunrei].flatMap((each) => [each, short(each), each.replace(/n(?=[bmp])/g, "m")]));
  found.delete(word);
  return [...found];
}

/** Without the length of its vowels. */
function short(word: string): string {
  return word.replace(/o[uo]/g, "o").replace(/uu/g, "u").replace(/aa/g, "a").replace(/ee/g, "e");
}
