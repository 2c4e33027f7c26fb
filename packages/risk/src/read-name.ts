import { type Act, gravest } from "./act";
import { commonNouns } from "./lexicon/common-nouns";
import { findVerb, findVerbOfAny, type SpacedLanguage } from "./lexicon/find-verb";
import { guessVerb } from "./lexicon/guess-verb";
import { accessWords, codeWords, information } from "./lexicon/nouns";
import { phrasalKind } from "./lexicon/phrasal-verbs";
import { romanceQualities, romanceSeveral, romanceThings, shown } from "./lexicon/romance-nouns";
import { ADJUSTS, abstracts, listed, measures } from "./lexicon/told-things";
import type { Verb } from "./lexicon/verb-kind";
import { fundsWords } from "./money-in-context";
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

/** Words that stand before a verb without changing it. */
const MODIFIERS = new Set(
  "batch bulk multi multiple async force safe quick fast smart auto my mcp api tool tools v1 v2 v3 do please can advanced interactive".split(
    " ",
  ),
);
/** Verbs that stay verbs before any noun: `update_status` sets one, `order_status` tells one. */
const ALWAYS = new Set(
  `update set edit change mark toggle put store close start stop restart clear reset clean flush drop purge trigger run get list
  search query view find return check count show read display print preview monitor look lookup kill patch switch push pull
  connect mount upload download import export access scan audit review trace watch sync refresh click type press drag hover
  fill scroll pin star tag label flag link share block invite revert restore log save archive unarchive copy move rename close`.split(
    /\s+/,
  ),
);
/** What follows these isn't done: `preview_delete`. */
const ASKING = new Set("preview check plan simulate help explain count audit review".split(" "));
const LAST_VERBS = new Set(
  "list search query update edit view find lookup check count run start stop reset clear".split(" "),
);
const ENDING = new Set(["start", "stop", "delete", "remove", "create", "cleanup", "purge", "wipe"]);
/** What follows one only says which: `deals_by_stage`, `cost_by_tag`. */
const PREPOSITIONS = new Set(
  "by of for per with from in on at near like de del da do du di des della dei dos das por par avec von en em para pour con com sur sobre".split(
    " ",
  ),
);
const JOINS = new Set(["and", "or", "then", "y", "o", "et", "ou", "und", "oder", "e"]);

type Find = (word: string) => Verb | undefined;

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

interface Chosen {
  readonly verb: Verb;
  readonly index: number;
  readonly isWeak: boolean;
}

function chooseVerb(words: readonly string[], told: string | null, find: Find): Chosen | null {
  let start = 0;
  while (start < words.length - 1 && MODIFIERS.has(words[start] ?? "")) start += 1;
  const lastIndex = words.length - 1;
  if (start === lastIndex && listed.has(words[start] ?? "")) return null;
  if (start === lastIndex && told !== null && find(told)?.kind !== "read") return null;
  const together = phrasalKind(words[start] ?? "", words[start + 1] ?? "");
  if (together !== undefined) {
    const lemma = `${words[start] ?? ""} ${words[start + 1] ?? ""}`;
    return {
      verb: { lemma, kind: together, language: "en", isNoun: false, isThird: false },
      index: start + 1,
      isWeak: false,
    };
  }
  const first = verbOf(words[start] ?? "", find);
  // "No show" is a thing.
  const isLastThing = words[lastIndex - 1] === "no";
  const end = lastIndex > start && !isLastThing ? thingless(verbOf(words[lastIndex] ?? "", find)) : undefined;
  const last = isNamedAfter(first, end) ? undefined : end;
  if (first?.isThing === true) return chooseThing(words, start, first, last, told, find);
  // `open_orders` are those that are open, or orders to be opened: its texts tell.
  if (first?.lemma === "open" && listed.has(words[lastIndex] ?? "")) return { verb: first, index: start, isWeak: true };
  // "Eintrag streichen": before a German infinitive stands a thing, though it be written like a command.
  if (
    first?.language === "de" &&
    last?.language === "de" &&
    !GERMAN_INFINITIVE.test(words[start] ?? "") &&
    isInfinitive(last, words[lastIndex] ?? "")
  )
    return { verb: last, index: lastIndex, isWeak: false };
  if (first !== undefined && !isUnsure(first, words[start] ?? "")) return { verb: first, index: start, isWeak: false };
  if (first !== undefined) {
    if (
      last !== undefined &&
      (ENDING.has(last.lemma) || !isUnsure(last, words[lastIndex] ?? "")) &&
      !ASKING.has(first.lemma) &&
      !(ALWAYS.has(first.lemma) && isMild(first, last))
    )
      return { verb: last, index: lastIndex, isWeak: false };
    if (!ALWAYS.has(first.lemma)) {
      const inside = firmInside(words, start, lastIndex, find);
      if (inside !== null) return inside;
      if (last !== undefined && LAST_VERBS.has(last.lemma) && !GERUND.test(words[lastIndex] ?? ""))
        return { verb: last, index: lastIndex, isWeak: false };
      if (
        told !== null &&
        lastIndex > start &&
        !ADJUSTED.has(first.lemma) &&
        !isGravelyDone(first, words.slice(start + 1), words) &&
        !isDoneTo(first, words[lastIndex] ?? "")
      )
        return null;
    }
    // Alone, a word that may be a noun says little: `record`, `order`.
    return { verb: first, index: start, isWeak: lastIndex === start && !ALWAYS.has(first.lemma) };
  }
  if (last !== undefined && !isUnsure(last, words[lastIndex] ?? ""))
    return { verb: last, index: lastIndex, isWeak: false };
  return chooseInside(words, start, lastIndex, last, told, find);
}

/** "File a motion", but "file size", "page titles": what is far more often a thing is done only to one, or to those who can be meant. */
function chooseThing(
  words: readonly string[],
  start: number,
  first: Verb,
  last: Verb | undefined,
  told: string | null,
  find: Find,
): Chosen | null {
  const lastIndex = words.length - 1;
  const end = words[lastIndex] ?? "";
  const other = chooseInside(words, start, lastIndex, last, told, find);
  if (other !== null && (!other.isWeak || other.verb.kind === "destroy" || other.verb.kind === "pay")) return other;
  if (start === lastIndex || told !== null || last !== undefined || (SEVERAL.test(end) && !LIVING.has(end)))
    return other;
  if (words.some((word) => codeWords.has(word))) return other;
  return { verb: first, index: start, isWeak: true };
}
const SEVERAL = /[^s]s$/;
/** Who can be served, paged, seated or named. */
const LIVING = new Set(
  "users guests members players animals people students patients customers passengers clients employees staff pets horses cows".split(
    " ",
  ),
);

/** "List cancelled yoyaku": behind an English verb a word of another language is what it is done to, unless it is a grave one. */
function isNamedAfter(first: Verb | undefined, end: Verb | undefined): boolean {
  if (
    first?.language !== "en" ||
    (first.isNoun && !ALWAYS.has(first.lemma)) ||
    end === undefined ||
    end.language === "en"
  )
    return false;
  return end.kind !== "destroy" && end.kind !== "pay";
}

function thingless(verb: Verb | undefined): Verb | undefined {
  return verb?.isThing === true ? undefined : verb;
}

/** What is told can be given a new value by these. */
const ADJUSTED = new Set("bump tare zero forward release".split(" "));
const GERMAN_INFINITIVE = /(?<!ung)(?:en|ern|eln)$/;
function isInfinitive({ isNoun, isThird }: Verb, word: string): boolean {
  return !isNoun && !isThird && GERMAN_INFINITIVE.test(word);
}

const SENT = new Set(["report", "reports", "statement"]);
const GERUND = /ing$/;

/** "Upgrade plan", "transfer balance", "grant permissions": what can be told, and what is grave when it is done. */
function isGravelyDone(verb: Verb, object: readonly string[], words: readonly string[]): boolean {
  if (verb.kind === "send" && SENT.has(object.at(-1) ?? "")) return true;
  if (verb.kind === "access" && accessWords.has(object.at(-1) ?? "")) return true;
  if (verb.kind === "pay") return object.length === 1 && fundsWords.has(object[0] ?? "");
  const { because, class: cls } = verbInContext(verb, object, words);
  return because !== null && (cls === "financial" || cls === "destructive");
}

function chooseInside(
  words: readonly string[],
  start: number,
  lastIndex: number,
  last: Verb | undefined,
  told: string | null,
  find: Find,
): Chosen | null {
  let unsure: Chosen | null = null;
  for (let index = start + 1; index < lastIndex; index += 1) {
    const verb = thingless(verbOf(words[index] ?? "", find));
    if (verb === undefined) continue;
    if (!isUnsure(verb, words[index] ?? "")) return { verb, index, isWeak: false };
    unsure ??= { verb, index, isWeak: !ALWAYS.has(verb.lemma) };
  }
  if (last !== undefined && LAST_VERBS.has(last.lemma)) return { verb: last, index: lastIndex, isWeak: false };
  if (unsure !== null && !(told !== null && unsure.isWeak)) return unsure;
  if (told !== null) return null;
  const isThing = last !== undefined && last.language !== "en" && listed.has(words[lastIndex] ?? "");
  return last === undefined || isThing || isLost(words) ? null : { verb: last, index: lastIndex, isWeak: true };
}

/** "Eliminación historial": Romance languages say first what is done, and then to what; "reembolso estado" only asks. */
function isDoneTo({ language, kind }: Verb, last: string): boolean {
  if (!ROMANCE.has(language) || !(kind === "destroy" || kind === "pay")) return false;
  return !(STATE.test(last) || (kind === "pay" && HISTORY.test(last)));
}
const STATE = /^(?:status|stat[eo]|estado|etat|statut|info\w*|det(?:ails?|alles?|alhes?|tagli[o]?))$/;
const HISTORY = /^(?:hist\w+|storico|list[aeo]?|listado|log|logs)$/;

/** `cache_flush_all`: a verb that can't be anything else behind a word that can. */
function firmInside(words: readonly string[], start: number, lastIndex: number, find: Find): Chosen | null {
  for (let index = start + 1; index < lastIndex; index += 1) {
    const verb = verbOf(words[index] ?? "", find);
    if (verb !== undefined && !isUnsure(verb, words[index] ?? "")) return { verb, index, isWeak: false };
  }
  return null;
}

/** In a name `logs`, `charges` and `driving` are things, not what somebody does. */
function verbOf(word: string, find: Find): Verb | undefined {
  const verb = find(word);
  // "Naechste Termine": a form of a verb in one language is a thing in another.
  if (verb !== undefined && verb.language !== "en" && !verb.isNoun && verb.kind !== "destroy" && verb.kind !== "pay")
    return isThing(word) ? { ...verb, isNoun: true } : verb;
  if (verb !== undefined && verb.language !== "en" && isForeign(verb, word)) return { ...verb, isNoun: true };
  if (verb === undefined || verb.language !== "en" || !verb.isNoun) return verb;
  const isDoing = verb.kind !== "read" && verb.kind !== "compute";
  return verb.isThird || (isDoing && word !== verb.lemma) ? undefined : verb;
}

function isThing(word: string): boolean {
  return listed.has(word) || commonNouns.has(word) || romanceThings.has(word) || isShown(word);
}

const ROMANCE = new Set<string>(["es", "fr", "pt", "it"]);

/** "Horaires train", "ordini aperti", "solde compte": a thing that is shown leads, and the rest, whatever it may be spelt like, tells which. */
function isOnlyThings([head = "", ...rest]: readonly string[], find: Find, language: SpacedLanguage): boolean {
  if (rest.length === 0 || !(romanceSeveral.has(head) || (ROMANCE.has(language) ? isShown(head) : shown.has(head))))
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

function isShown(word: string): boolean {
  return shown.has(word) || information.has(word) || measures.has(word);
}

/** "Quadra cassa": a form of a Portuguese verb, but only Italian has it as a thing. */
function isForeign({ language }: Verb, word: string): boolean {
  const languages: ReadonlySet<string> | undefined = romanceThings.get(word);
  return languages !== undefined && !languages.has(language);
}

/** A short word of another language than English is more often something else. */
function isUnsure(verb: Verb, word: string): boolean {
  return verb.isNoun || (verb.language !== "en" && word.length <= 4);
}

/** `list_delete` deletes a list; `run_validate` only says what is run. */
function isMild(first: Verb, last: Verb): boolean {
  if (ENDING.has(last.lemma)) return false;
  return (first.kind !== "read" && first.kind !== "compute") || last.kind === "read" || last.kind === "compute";
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
