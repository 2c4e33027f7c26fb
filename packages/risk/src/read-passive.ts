import type { SpacedLanguage } from "./lexicon/find-verb";
import { NOT } from "./lexicon/nouns";
import { findParticiple } from "./lexicon/participles";
import type { Verb } from "./lexicon/verb-kind";

/** What stands between a thing and what is done to it. */
const AUXILIARIES: Readonly<Record<SpacedLanguage, ReadonlySet<string>>> = {
  en: new Set("is are be was were gets get being".split(" ")),
  es: new Set("es son sera seran fue fueron queda quedan ser".split(" ")),
  pt: new Set("e sao sera serao foi foram ser".split(" ")),
  fr: new Set("est sont sera seront etre".split(" ")),
  it: new Set("viene vengono e sono sara saranno essere venire verra verranno".split(" ")),
  de: new Set("wird werden wurde wurden".split(" ")),
};
/** A clause behind one of these is about something else than what the tool does. */
const SUBORDINATE = new Set(
  `that which who whose whom when whenever where if whether before after how what once while because unless until
  que cual cuales quien cuando donde si qui dont quand où lorsque dass ob wenn welche welcher che cui quando se onde`.split(
    /\s+/,
  ),
);
/** What a tool is, and not what it does: "is designed for", "is called by". */
const ABOUT = new Set(
  `design call require base need intend use suggest recommend allow support provide limit match sort return group order
  diseñar llamar usar utilizar basar concevoir appeler utiliser progettare chiamare nutzen verwenden aufrufen`.split(
    /\s+/,
  ),
);
const ADVERBS_MAX = 3;
const SUBJECT_MAX = 14;

/** "The file is deleted", "Dateien können gelöscht werden": what a first sentence says is done to its subject; null if it doesn't. */
export function readPassive(
  words: readonly string[],
  start: number,
  end: number,
  language: SpacedLanguage,
): { verb: Verb; index: number } | null {
  const limit = Math.min(end, start + SUBJECT_MAX);
  for (let index = start + 1; index < limit; index += 1) {
    const word = words[index] ?? "";
    if (SUBORDINATE.has(word) || NOT.has(word) || word === ",") return null;
    if (!AUXILIARIES[language].has(word)) continue;
    const found = language === "de" ? germanEnd(words, index, end) : after(words, index, end, language);
    if (found === null) continue;
    return ABOUT.has(found.verb.lemma) || found.verb.kind === "light" ? null : found;
  }
  return null;
}

function after(words: readonly string[], auxiliary: number, end: number, language: SpacedLanguage) {
  for (let index = auxiliary + 1; index < end && index <= auxiliary + ADVERBS_MAX; index += 1) {
    const word = words[index] ?? "";
    if (NOT.has(word)) return null;
    const verb = findParticiple(word, language);
    if (verb !== undefined) return { verb, index };
  }
  return null;
}

/** German puts it before the auxiliary or at the end of the clause. */
function germanEnd(words: readonly string[], auxiliary: number, end: number) {
  const before = findParticiple(words[auxiliary - 1] ?? "", "de");
  if (before !== undefined) return { verb: before, index: auxiliary - 1 };
  for (let index = auxiliary + 1; index < end; index += 1) {
    const word = words[index] ?? "";
    if (word === "," || NOT.has(word)) return null;
    const verb = findParticiple(word, "de");
    if (verb !== undefined) return { verb, index };
  }
  return null;
}
