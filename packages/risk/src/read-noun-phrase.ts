import { findVerbOfAny } from "./lexicon/find-verb";
import { accessWords, codeWords, information, money, queryLanguages, secrets } from "./lexicon/nouns";
import { GERMAN_MEASURE, listed, measures, PARTICIPLE, PICKING, stepped, things } from "./lexicon/told-things";

const WORDS_MAX = 6;

/**
 * What a name without a verb is about, if that can only be told: `node_pressure`, `channel_members`, `registros_excluidos`.
 * One that is about money, access, secrets or code isn't taken to be harmless for want of a verb.
 */
export function toldIn(name: readonly string[]): string | null {
  const words = untilPreposition(name);
  const isNarrowed = words.length < name.length;
  if (words.length === 0 || words.length > WORDS_MAX) return null;
  const last = words.at(-1) ?? "";
  const first = words[0] ?? "";
  for (const word of [last, first, ...words.slice(1, -1)]) {
    if (measures.has(word) || (word === first && information.has(word) && name.length > 1)) return word;
    if (GERMAN_MEASURE.test(word)) return word;
  }
  // "Facturas pendientes": several, and told apart, so they are looked at.
  const isToldApart = name.some((word) => PARTICIPLE.test(word) || PICKING.test(word));
  if (name.some((word) => isDelicate(word) && !(isToldApart && money.has(word) && isSeveral(word)))) return null;
  const picked = pickedOut(name);
  if (picked !== null) return picked;
  // "Clauses like this": one may be any, if they are several and the rest says which.
  if (isNarrowed && words.length === 1 && name.length > 2 && isSeveral(first) && !isDoing(first)) return first;
  // An unknown word may be a verb: `yeet_users`.
  if (!words.every((word) => isThing(word))) return null;
  // English and German end with what it is about, the others begin with it.
  if (words.length === 1 && !isNarrowed) return null;
  if (listed.has(last)) return last;
  if (listed.has(first)) return first;
  const several = words.length > 1 && words.some((word) => PARTICIPLE.test(word)) ? words.find(isSeveral) : undefined;
  return several ?? null;
}

/** "Next holiday": what is picked out of several, if nothing in the name could be something that is done. */
function pickedOut(name: readonly string[]): string | null {
  if (name.length < 2 || name.length > WORDS_MAX) return null;
  const adjective = name.find((word) => PICKING.test(word));
  if (adjective === undefined) return null;
  const rest = name.filter((word) => word !== adjective);
  if (rest.some((word) => stepped.has(word) || isDoing(word))) return null;
  return rest.find((word) => word.length > 2) ?? null;
}

function isDoing(word: string): boolean {
  const verb = findVerbOfAny(word);
  return verb !== undefined && !verb.isNoun && verb.kind !== "read" && verb.kind !== "compute";
}

const PREPOSITIONS = new Set(
  "by of for per with from in on at like near de del da do du di von des della dei dos das por par a con avec com pour para zu".split(
    " ",
  ),
);

function untilPreposition(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, index) => index > 0 && PREPOSITIONS.has(word));
  return at === -1 ? words : words.slice(0, at);
}

function isDelicate(word: string): boolean {
  return (
    money.has(word) ||
    codeWords.has(word) ||
    queryLanguages.has(word) ||
    secrets.has(word) ||
    (accessWords.has(word) && !listed.has(word))
  );
}

function isThing(word: string): boolean {
  return (
    listed.has(word) ||
    listed.has(`${word}s`) ||
    listed.has(`${word}es`) ||
    things.has(word) ||
    measures.has(word) ||
    information.has(word) ||
    PARTICIPLE.test(word) ||
    word.length < 3
  );
}

function isSeveral(word: string): boolean {
  return listed.has(word) || (word.length > 4 && /[^s]s$/.test(word) && !PARTICIPLE.test(word));
}
