import { isThing } from "./is-thing";
import { accessWords, codeWords } from "./lexicon/nouns";
import { phrasalKind } from "./lexicon/phrasal-verbs";
import { romanceThings } from "./lexicon/romance-nouns";
import { listed } from "./lexicon/told-things";
import { romanceLanguages, type Verb } from "./lexicon/verb-kind";
import { fundsWords } from "./money-in-context";
import { isLost } from "./read-noun-phrase";
import { verbInContext } from "./verb-in-context";

/** The verb that a word may be, if any. */
export type Find = (word: string) => Verb | undefined;

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

/** Which of a name's words says what is done. */
export interface Chosen {
  readonly verb: Verb;
  readonly index: number;
  /** Another word could be the verb, or this one a thing. */
  readonly isWeak: boolean;
}

/** The verb of a name without its prepositions; null if it only names things. `told` is what it would tell then. */
export function chooseVerb(words: readonly string[], told: string | null, find: Find): Chosen | null {
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
  if (!romanceLanguages.has(language) || !(kind === "destroy" || kind === "pay")) return false;
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
