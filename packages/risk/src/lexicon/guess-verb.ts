import { commonNouns, everydayNouns } from "./common-nouns";
import { findVerb, findVerbOfAny, latinVerbs } from "./find-verb";
import { listed } from "./told-things";
import type { Verb, VerbKind } from "./verb-kind";

const WORD_MIN = 6;
const WORD_MAX = 30;

/**
 * The verb inside a word that no table has: written together with its object (`deletefile`, `dateiloeschen`, `shanchuwenjian`),
 * behind a prefix (`softdelete`, `recategorize`) or before a pronoun (`eliminarlo`). undefined: none is seen.
 */
export function guessVerb(word: string): Verb | undefined {
  if (word.length < WORD_MIN || word.length > WORD_MAX || commonNouns.has(word) || listed.has(word)) return undefined;
  return prefixed(word) ?? withPronoun(word) ?? together(word) ?? spelt(word) ?? germanEnd(word);
}

const PREFIXES: readonly (readonly [string, (kind: VerbKind) => VerbKind])[] = [
  // Undone, a removal is a write; done again, it is what it was.
  ["un", (kind) => (kind === "destroy" ? "write" : kind)],
  ["re", (kind) => kind],
  ["bulk", (kind) => kind],
  ["batch", (kind) => kind],
  ["multi", (kind) => kind],
  ["mass", (kind) => kind],
  ["soft", (kind) => kind],
  ["hard", (kind) => kind],
  ["force", (kind) => kind],
  ["auto", (kind) => kind],
  ["des", (kind) => (kind === "destroy" ? "write" : kind)],
];

function prefixed(word: string): Verb | undefined {
  for (const [prefix, becomes] of PREFIXES) {
    if (!word.startsWith(prefix) || word.length < prefix.length + 3) continue;
    const verb = findVerbOfAny(word.slice(prefix.length));
    if (verb === undefined || verb.isThing === true || verb.lemma.length < 4) continue;
    // Outside English only an infinitive: "reverse" isn't French "verse" once more.
    if (verb.language === "en" || /(?:[aei]re?|en)$/.test(word))
      return { ...verb, kind: becomes(verb.kind), isNoun: false };
  }
  return undefined;
}

const PRONOUN = /^(.+[aeio]r)(?:lo|la|los|las|le|les|li|gli|se|si|me|mi|te|ti|nos|ci|vi)$/;

function withPronoun(word: string): Verb | undefined {
  const stem = PRONOUN.exec(word)?.[1];
  if (stem === undefined) return undefined;
  return findVerb(stem, "es") ?? findVerb(stem, "pt") ?? findVerb(`${stem}e`, "it");
}

/** A verb that can't be a noun and a thing it is done to, in either order. */
function together(word: string): Verb | undefined {
  for (let cut = word.length - 3; cut >= 3; cut -= 1) {
    const front = word.slice(0, cut);
    const back = word.slice(cut);
    if (isThing(back)) {
      const verb = findVerbOfAny(front);
      if (verb !== undefined && !verb.isNoun && (verb.language === "en" || front.length > 4)) return verb;
    }
    if (front.length > 3 && isThing(front)) {
      const verb = findVerbOfAny(back);
      if (verb !== undefined && !verb.isNoun && back.length > 4) return verb;
    }
  }
  return undefined;
}

function isThing(word: string): boolean {
  return everydayNouns.has(word) || listed.has(word) || everydayNouns.has(word.replace(/e?s$/, ""));
}

const byStart = new Map<string, (readonly [string, Verb])[]>();
const byEnd = new Map<string, (readonly [string, Verb])[]>();
for (const entry of latinVerbs) {
  const [lemma, { language }] = entry;
  add(byStart, lemma.slice(0, 3), entry);
  if (language === "ja") add(byEnd, lemma.slice(-3), entry);
}

function add(index: Map<string, (readonly [string, Verb])[]>, key: string, entry: readonly [string, Verb]): void {
  const list = index.get(key) ?? [];
  list.push(entry);
  index.set(key, list);
}

/** Chinese begins with its verb and Japanese ends with it, also in Latin letters. */
function spelt(word: string): Verb | undefined {
  const start = byStart.get(word.slice(0, 3))?.find(([lemma]) => word.startsWith(lemma));
  return (start ?? byEnd.get(word.slice(-3))?.find(([lemma]) => word.endsWith(lemma)))?.[1];
}

const GERMAN_END = /(?:en|ern|eln|ung)$/;

/** "Benutzerkontoanlegen", "Dateilöschung": a German compound is what its end is. */
function germanEnd(word: string): Verb | undefined {
  if (!GERMAN_END.test(word)) return undefined;
  for (let cut = 3; cut <= word.length - 6; cut += 1) {
    const verb = findVerb(word.slice(cut), "de");
    if (verb !== undefined && !verb.isThird) return verb;
  }
  return undefined;
}
