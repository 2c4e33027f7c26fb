/** Not the marks of kana, which are other letters: "ド" is no "ト". */
const MARKS = /[^\P{Mn}\u3099\u309a]/gu;

/** Lower case without accents, so that "Löscht", "loscht" and "ELIMINAR" are found in one table. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  for (let index = 0; index < lower.length; index += 1) {
    if (lower.charCodeAt(index) > 127)
      return lower.normalize("NFD").replace(MARKS, "").replaceAll("ß", "ss").normalize("NFC");
  }
  return lower;
}
