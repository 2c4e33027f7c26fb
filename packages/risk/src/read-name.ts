import { type Act, gravest } from "./act";
import { type Chosen, chooseVerb, type Find } from "./choose-verb";
import { isShown, isThing } from "./is-thing";
import { commonNouns } from "./lexicon/common-nouns";
import { findVerb, findVerbOfAny, type SpacedLanguage } from "./lexicon/find-verb";
import { guessVerb } from "./lexicon/guess-verb";
import { information } from "./lexicon/nouns";
import { phrasalKind } from "./lexicon/phrasal-verbs";
import { romanceQualities, romanceSeveral, shown } from "./lexicon/romance-nouns";
import { ADJUSTS, abstracts, measures } from "./lexicon/told-things";
import { romanceLanguages, type Verb } from "./lexicon/verb-kind";
import { readLatinName } from "./read-latin-name";
import { isLost, toldIn } from "./read-noun-phrase";
import { isGraveAct, mayBeActOn, type Several, severalIn, UNDONE } from "./read-romance-phrase";
import { readUnspacedName } from "./read-unspaced-name";
import { splitName } from "./split-name";
import { verbInContext } from "./verb-in-context";

export interface NameReading {
  readonly act: Act | null;
  /** The word at the end if it is one for information: `order_status`. */
  readonly information: string | null;
  /** Several things that the name is about, if it has no verb. */
  readonly several: Several | null;
  /** Whether another verb in the name, or the position of this one, leaves doubt. */
  readonly isWeak: boolean;
  /** What a name of things alone is about: it is told if the parameters only say which. */
  readonly thing?: string | null;
}

/** What follows one only says which: `deals_by_stage`, `cost_by_tag`. */
const PREPOSITIONS = new Set(
  "by of for per with from in on at near like de del da do du di des della dei dos das por par avec von en em para pour con com sur sobre".split(
    " ",
  ),
);
const JOINS = new Set(["and", "or", "then", "y", "o", "et", "ou", "und", "oder", "e"]);

/** What a tool's name says it does. `words` are without the server's own name; `language` is that of its texts, if known. */
export function readName(
  words: readonly string[],
  quoted: string,
  around: readonly string[],
  language: SpacedLanguage,
  unspaced: "zh" | "ja" | null = null,
): NameReading {
  if (words.some((word) => word.charCodeAt(0) > 0x2e7f)) return readUnspacedName(words.join(""), unspaced);
  const latin = readLatinName(words);
  if (latin !== null) return latin;
  const picked = isEnglishToo(words) ? toldIn(words) : null;
  if (picked !== null) return { act: null, information: picked, several: null, isWeak: false };
  const find = guessing(finder(language));
  const said = untilPreposition(words);
  const last = said.at(-1) ?? "";
  const isTold = (information.has(last) && !isLost(said)) || isMeasured(said, last, find);
  const told = isTold ? last : headFirst(said, find);
  const chosen = isOnlyThings(said, find, language) ? null : chooseVerb(said, told, find);
  if (chosen === null) {
    const own = withoutNamespace(words, quoted);
    const information = mayBeActOn(said) ? null : (told ?? toldIn(own));
    return { act: null, information, several: severalIn(untilPreposition(own)), isWeak: false };
  }
  const acts = joinedVerbs(said, chosen, find).map(({ verb, index }): Act => {
    // An object may stand before its verb: `kv_bucket_delete`.
    const after = words.slice(index + 1);
    const object = after.length === 0 ? words.slice(0, index) : after;
    const meaning = verbInContext(verb, object, around.length === 0 ? words : [...words, ...around]);
    return { ...meaning, source: "name", quote: words[index] ?? quoted, strength: chosen.isWeak ? 0.7 : 0.9 };
  });
  return { act: gravest(acts) ?? null, information: told, several: null, isWeak: chosen.isWeak };
}

/** `crm.oportunidades`, `erp__proveedores`: what stands before the things says only whose they are. */
function withoutNamespace(words: readonly string[], quoted: string): readonly string[] {
  const before = /^[\p{L}\d_-]*?(?:\.|__|\/)/u.exec(quoted)?.[0];
  const count = before === undefined ? 0 : splitName(before).length;
  return count > 0 && count < words.length ? words.slice(count) : words;
}

/** "Active perimeters", "structures lost": in a name of several things an English adjective, though another language has a verb like it. */
function isEnglishToo(words: readonly string[]): boolean {
  return ENGLISH_TOO.has(words[0] ?? "") || ENGLISH_TOO.has(words.at(-1) ?? "");
}
const ENGLISH_TOO = new Set(["active", "lost"]);

/**
 * "Vote counts", "charge level": behind what may be a verb, unless that is one that is done to what is measured, or so grave that
 * it had better be taken for one.
 */
function isMeasured(words: readonly string[], last: string, find: Find): boolean {
  if (words.length < 2 || !(abstracts.has(last) || measures.has(last)) || words.some((word) => ADJUSTS.has(word)))
    return false;
  const kind = find(words[0] ?? "")?.kind;
  return kind !== "destroy" && (kind !== "execute" || measures.has(last));
}

/** The verb in the language of the tool's texts where English has none, or only a noun. */
function finder(language: SpacedLanguage): Find {
  if (language === "en") return findVerbOfAny;
  return (word) => {
    const any = findVerbOfAny(word);
    const own = findVerb(word, language);
    if (own === undefined) return any;
    // "Apagar" switches off in Spanish and deletes in Portuguese: a name alone doesn't tell which.
    if (any?.lemma === own.lemma && any.kind === "destroy") return any;
    return any === undefined || any.language !== "en" || (any.isNoun && !own.isNoun) ? own : any;
  };
}

/** "Estado reembolso", "record eliminati": Romance languages name the thing first, and say afterwards what was done to it. */
function headFirst(words: readonly string[], find: Find): string | null {
  const [head = "", ...rest] = words;
  if (rest.length === 0 || rest.some((word) => find(word)?.language === "en" || find(word)?.isNoun === false))
    return null;
  const own = find(head);
  if (
    (information.has(head) || shown.has(head)) &&
    (own === undefined || own.isNoun) &&
    rest.some((word) => find(word) !== undefined)
  )
    return head;
  const isThing = own === undefined || (own.isNoun && (own.kind === "write" || own.kind === "read"));
  return isThing && rest.some((word) => DONE_TO.test(word) && !commonNouns.has(word)) ? head : null;
}
const DONE_TO = /^\w{4,}(?:ad[oa]s|id[oa]s|at[ie]|it[ie]|ut[ie])$|^\w{2,}(?:ert[ie]|ees)$|^gelo?e?scht/;

/** What no table has may still be seen in the word itself. */
function guessing(find: Find): Find {
  const found = new Map<string, Verb | undefined>();
  return (word) => {
    if (found.has(word)) return found.get(word);
    const verb = find(word) ?? guessVerb(word);
    found.set(word, verb);
    return verb;
  };
}

function untilPreposition(words: readonly string[]): readonly string[] {
  const end = words.length - 1;
  // "Appartements à louer": what they are for.
  const isSeveral = romanceSeveral.has(words[0] ?? "");
  const at = words.findIndex(
    (word, index) =>
      index > 0 &&
      index < end &&
      (PREPOSITIONS.has(word) || (isSeveral && index === 1 && (word === "a" || word === "da"))),
  );
  return at === -1 ? words : words.slice(0, at);
}

/** "Horaires train", "ordini aperti", "solde compte": a thing that is shown leads, and the rest, whatever it may be spelt like, tells which. */
function isOnlyThings([head = "", ...rest]: readonly string[], find: Find, language: SpacedLanguage): boolean {
  if (
    rest.length === 0 ||
    !(romanceSeveral.has(head) || (romanceLanguages.has(language) ? isShown(head) : shown.has(head)))
  )
    return false;
  const own = find(head);
  if ((own !== undefined && own.language === "en") || phrasalKind(head, rest[0] ?? "") !== undefined) return false;
  const isHeld = !isShown(head);
  return rest.every((word) => {
    const verb = find(word);
    if (UNDONE.test(word) && !isThing(word)) return false;
    if (isHeld && isGraveAct(word)) return false;
    return verb === undefined || isThing(word) || romanceQualities.has(word) || DONE_TO.test(word) || word.length < 4;
  });
}

/** `get_or_create_x`: the verbs joined to the chosen one; and a destroying one behind one that only starts it. */
function joinedVerbs(words: readonly string[], chosen: Chosen, find: Find): { verb: Verb; index: number }[] {
  const found: { verb: Verb; index: number }[] = [chosen];
  for (let index = 1; index < words.length; index += 1) {
    if (index === chosen.index) continue;
    const verb = find(words[index] ?? "");
    if (verb === undefined) continue;
    const isJoined = JOINS.has(words[index - 1] ?? "") && !(verb.language !== "en" && verb.isNoun);
    const isStarted =
      (chosen.verb.kind === "execute" || chosen.verb.kind === "manage") && verb.kind === "destroy" && !verb.isNoun;
    const isNextVerb =
      index === chosen.index + 1 &&
      !verb.isNoun &&
      verb.language === "en" &&
      !verb.isThird &&
      chosen.verb.kind === "read" &&
      PAIRS.has(chosen.verb.lemma);
    if (isJoined || isStarted || isNextVerb) found.push({ verb, index });
  }
  return found;
}

/** `search_replace`, `read_write_file` */
const PAIRS = new Set("search find read scan fetch locate detect select load collect download export".split(" "));
