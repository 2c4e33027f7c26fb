import { chineseVerbs } from "./chinese";
import { commonNouns } from "./common-nouns";
import { englishVerbs } from "./english";
import { englishTradeVerbs } from "./english-trades";
import { foldWord } from "./fold-word";
import { germanSeparable, germanVerbs } from "./german";
import { germanTradeSeparable, germanTradeVerbs } from "./german-trades";
import { japaneseVerbs } from "./japanese";
import { commandVerbs, moreVerbs } from "./more-verbs";
import { pinyinVerbs, romajiVerbs } from "./pinyin-romaji";
import { romajiSpellings } from "./romaji-spellings";
import { frenchVerbs, italianVerbs, portugueseVerbs, spanishVerbs } from "./romance";
import { romanceThings, shown } from "./romance-nouns";
import { tradeVerbs } from "./trade-verbs";
import { actNouns, verbForms } from "./verb-forms";
import type { Language, Verb, VerbKind, VerbTable } from "./verb-kind";

export type SpacedLanguage = Exclude<Language, "zh" | "ja">;

/** The common ones first: of two that have the same form, they win. */
const TABLES: Readonly<Record<SpacedLanguage, readonly VerbTable[]>> = {
  en: [englishVerbs, englishTradeVerbs, commandVerbs],
  es: [spanishVerbs, moreVerbs.es, tradeVerbs.es],
  fr: [frenchVerbs, moreVerbs.fr, tradeVerbs.fr],
  de: [germanVerbs, moreVerbs.de, germanTradeVerbs],
  pt: [portugueseVerbs, moreVerbs.pt, tradeVerbs.pt],
  it: [italianVerbs, moreVerbs.it, tradeVerbs.it],
};

const GRAVITY: Readonly<Record<VerbKind, number>> = {
  light: 0,
  manage: 0,
  read: 1,
  compute: 1,
  write: 2,
  send: 2,
  access: 2,
  execute: 3,
  destroy: 4,
  pay: 5,
};

const verbs = new Map<SpacedLanguage, ReadonlyMap<string, Verb>>();
/** Any language, for names: English first, then whoever has the word. */
const anyVerb = new Map<string, Verb>();

for (const language of Object.keys(TABLES) as SpacedLanguage[]) {
  const index = indexOf(language, TABLES[language]);
  verbs.set(language, index);
  for (const [word, verb] of index) {
    // Two languages that disagree about a word (`apagar`): the graver meaning, unless it is English.
    const known = anyVerb.get(word);
    if (known === undefined || (known.language !== "en" && GRAVITY[verb.kind] > GRAVITY[known.kind]))
      anyVerb.set(word, verb);
  }
}

/** Chinese and Japanese verbs in Latin letters, the longest first: those that are long enough to be found inside a word. */
export const latinVerbs: (readonly [string, Verb])[] = [];
const latin = new Map<string, Verb>();

for (const [language, table] of [
  ["zh", pinyinVerbs],
  ["ja", romajiVerbs],
] as const)
  for (const [kind, words] of entriesOf(table))
    for (const lemma of words) {
      const verb = { lemma, kind, language, isNoun: false, isThird: false };
      if (!anyVerb.has(lemma)) anyVerb.set(lemma, verb);
      const known = latin.get(lemma);
      // "Chongzhi" tops up or resets, "seisan" settles or produces: the graver meaning.
      if (known === undefined || GRAVITY[kind] > GRAVITY[known.kind]) latin.set(lemma, verb);
      if (lemma.length > 5) latinVerbs.push([lemma, verb]);
    }
for (const [lemma, verb] of [...latin])
  if (verb.language === "ja")
    for (const spelling of romajiSpellings(lemma)) {
      if (!latin.has(spelling)) latin.set(spelling, verb);
      if (!anyVerb.has(spelling)) anyVerb.set(spelling, verb);
    }
latinVerbs.sort(([left], [right]) => right.length - left.length);

/** The verb a folded word of this language is. */
export function findVerb(word: string, language: SpacedLanguage): Verb | undefined {
  return verbs.get(language)?.get(word);
}

/** Every verb of a language, as it is listed. */
export function lemmasOf(language: SpacedLanguage): Verb[] {
  return TABLES[language].flatMap(entriesOf).flatMap(([kind, words]) =>
    words.map((word) => {
      const [lemma = ""] = word.replaceAll(/[*~]/g, "").split("/");
      return { lemma, kind, language, isNoun: false, isThird: true };
    }),
  );
}

/** The verb a folded word is in any language, English first. */
export function findVerbOfAny(word: string): Verb | undefined {
  return anyVerb.get(word);
}

/** The verb a word in pinyin or romaji is. */
export function latinVerb(word: string): Verb | undefined {
  return latin.get(word);
}

/** What a finite German verb does with each particle; undefined for a verb that has none. */
export function separableVerb(word: string): ReadonlyMap<string, VerbKind> | undefined {
  return separable.get(word);
}

const separable = new Map(
  Object.entries({ ...germanSeparable, ...germanTradeSeparable }).flatMap(([word, particles]) => {
    const folded = new Map(Object.entries(particles).map(([particle, kind]) => [foldWord(particle), kind]));
    return spellings(word).map((spelling) => [spelling, folded] as const);
  }),
);

const german = verbs.get("de");
for (const [word, particles] of separable) {
  if (german instanceof Map && !german.has(word)) {
    const kind = particles.get("") ?? [...particles.values()][0] ?? "manage";
    german.set(word, { lemma: word, kind, language: "de", isNoun: false, isThird: true });
  }
}

/** Words of a language without spaces, longest first, by their first character. */
export function unspacedVerbs(language: "zh" | "ja"): ReadonlyMap<string, readonly Verb[]> {
  return language === "zh" ? chinese : japanese;
}

const chinese = unspacedIndex("zh", chineseVerbs);
const japanese = unspacedIndex("ja", japaneseVerbs);

function unspacedIndex(language: "zh" | "ja", table: VerbTable): ReadonlyMap<string, readonly Verb[]> {
  const index = new Map<string, Verb[]>();
  for (const [kind, words] of entriesOf(table)) {
    for (const lemma of words) {
      const list = index.get(lemma.charAt(0)) ?? [];
      if (!list.some((known) => known.lemma === lemma))
        list.push({ lemma, kind, language, isNoun: false, isThird: false });
      index.set(lemma.charAt(0), list);
    }
  }
  for (const list of index.values()) list.sort((left, right) => right.lemma.length - left.lemma.length);
  return index;
}

function indexOf(language: SpacedLanguage, tables: readonly VerbTable[]): ReadonlyMap<string, Verb> {
  const index = new Map<string, Verb>();
  const later: [string, Verb][] = [];
  const acts: [string, Verb][] = [];
  for (const [kind, words] of tables.flatMap(entriesOf)) {
    for (const word of words) {
      const [lemma = "", ...given] = word.replaceAll(/[*~]/g, "").split("/");
      const isThing = word.includes("~");
      const isNoun = isThing || word.includes("*");
      for (const text of isNoun ? [] : actNouns(language, lemma))
        acts.push([foldWord(text), { lemma, kind, language, isNoun: true, isThird: true }]);
      verbForms(language, lemma, given).forEach(({ text, isThird }, position) => {
        const verb = {
          lemma,
          kind,
          language,
          // "Pagar/paga*": of the two, only the given form is also a noun.
          isNoun:
            (isNoun && (given.length === 0 || text !== lemma)) ||
            text.endsWith("ing") ||
            (language === "de" && text.endsWith("ung")),
          isThird,
          ...(isThing ? { isThing } : {}),
        };
        for (const spelling of spellings(text)) {
          // A regular form must not hide another verb's infinitive.
          if (position === 0) {
            const known = index.get(spelling);
            // "Zählen" and "zahlen" are one word without the accent: the graver meaning.
            const isGraver = known !== undefined && known.lemma !== lemma && GRAVITY[kind] > GRAVITY[known.kind];
            if (known === undefined || isGraver) index.set(spelling, verb);
          } else later.push([spelling, verb]);
        }
      });
    }
  }
  for (const [text, verb] of later) if (!index.has(text)) index.set(text, verb);
  for (const [text, verb] of acts)
    if (!index.has(text) && !commonNouns.has(text) && !romanceThings.has(text) && !shown.has(text))
      index.set(text, verb);
  return index;
}

function entriesOf(table: VerbTable): [VerbKind, string[]][] {
  return (Object.entries(table) as [VerbKind, string][]).map(([kind, words]) => [
    kind,
    words.split(/\s+/).filter((word) => word !== ""),
  ]);
}

/** With and without the umlaut spelt out. */
function spellings(word: string): string[] {
  const folded = foldWord(word);
  const spelt = word.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue");
  return spelt === word ? [folded] : [folded, foldWord(spelt)];
}
