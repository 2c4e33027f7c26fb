import { type Act, gravest } from "./act";
import { findVerbOfAny } from "./lexicon/find-verb";
import { information } from "./lexicon/nouns";
import type { Verb } from "./lexicon/verb-kind";
import { unspacedActs } from "./read-unspaced";
import { verbInContext } from "./verb-in-context";

export interface NameReading {
  readonly act: Act | null;
  /** The word at the end if it is one for information: `order_status`. */
  readonly information: string | null;
  /** Whether another verb in the name, or the position of this one, leaves doubt. */
  readonly isWeak: boolean;
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
  fill scroll pin star tag label flag link share block invite revert restore log save`.split(/\s+/),
);
/** What follows these isn't done: `preview_delete`. */
const ASKING = new Set("preview check plan simulate help explain count audit review".split(" "));
const LAST_VERBS = new Set(
  "list search query update edit view find lookup check count run start stop reset clear".split(" "),
);
const ENDING = new Set(["start", "stop", "delete", "remove", "create"]);
const JOINS = new Set(["and", "or", "then", "y", "o", "et", "ou", "und", "oder", "e"]);

/** What a tool's name says it does. `words` are without the server's own name. */
export function readName(words: readonly string[], quoted: string, around: readonly string[]): NameReading {
  if (words.some((word) => word.charCodeAt(0) > 0x2e7f)) {
    const [act] = unspacedActs(words.join(""), "name");
    return { act: act === undefined ? null : { ...act, strength: 0.9 }, information: null, isWeak: false };
  }
  const last = words.at(-1) ?? "";
  const told = information.has(last) ? last : null;
  const chosen = chooseVerb(words, told);
  if (chosen === null) return { act: null, information: told, isWeak: false };
  const acts = joinedVerbs(words, chosen).map(({ verb, index }): Act => {
    // An object may stand before its verb: `d1_database_delete`.
    const after = words.slice(index + 1);
    const object = after.length === 0 ? words.slice(0, index) : after;
    const meaning = verbInContext(verb, object, around.length === 0 ? words : [...words, ...around]);
    return { ...meaning, source: "name", quote: words[index] ?? quoted, strength: chosen.isWeak ? 0.7 : 0.9 };
  });
  return { act: gravest(acts) ?? null, information: told, isWeak: chosen.isWeak };
}

interface Chosen {
  readonly verb: Verb;
  readonly index: number;
  readonly isWeak: boolean;
}

function chooseVerb(words: readonly string[], told: string | null): Chosen | null {
  let start = 0;
  while (start < words.length - 1 && MODIFIERS.has(words[start] ?? "")) start += 1;
  const lastIndex = words.length - 1;
  if (start === lastIndex && told !== null && findVerbOfAny(told)?.kind !== "read") return null;
  const first = verbOf(words[start] ?? "");
  const last = lastIndex > start ? verbOf(words[lastIndex] ?? "") : undefined;
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
      const inside = firmInside(words, start, lastIndex);
      if (inside !== null) return inside;
      if (last !== undefined && LAST_VERBS.has(last.lemma)) return { verb: last, index: lastIndex, isWeak: false };
      if (told !== null && lastIndex > start) return null;
    }
    // Alone, a word that may be a noun says little: `record`, `order`.
    return { verb: first, index: start, isWeak: lastIndex === start && !ALWAYS.has(first.lemma) };
  }
  if (last !== undefined && !isUnsure(last, words[lastIndex] ?? ""))
    return { verb: last, index: lastIndex, isWeak: false };
  return chooseInside(words, start, lastIndex, last, told);
}

function chooseInside(
  words: readonly string[],
  start: number,
  lastIndex: number,
  last: Verb | undefined,
  told: string | null,
): Chosen | null {
  let unsure: Chosen | null = null;
  for (let index = start + 1; index < lastIndex; index += 1) {
    const verb = verbOf(words[index] ?? "");
    if (verb === undefined) continue;
    if (!isUnsure(verb, words[index] ?? "")) return { verb, index, isWeak: false };
    unsure ??= { verb, index, isWeak: !ALWAYS.has(verb.lemma) };
  }
  if (last !== undefined && LAST_VERBS.has(last.lemma)) return { verb: last, index: lastIndex, isWeak: false };
  if (unsure !== null && !(told !== null && unsure.isWeak)) return unsure;
  if (told !== null) return null;
  return last === undefined ? null : { verb: last, index: lastIndex, isWeak: true };
}

/** `cache_flush_all`: a verb that can't be anything else behind a word that can. */
function firmInside(words: readonly string[], start: number, lastIndex: number): Chosen | null {
  for (let index = start + 1; index < lastIndex; index += 1) {
    const verb = verbOf(words[index] ?? "");
    if (verb !== undefined && !isUnsure(verb, words[index] ?? "")) return { verb, index, isWeak: false };
  }
  return null;
}

/** In a name `logs` and `charges` are things, not what somebody does. */
function verbOf(word: string): Verb | undefined {
  const verb = findVerbOfAny(word);
  return verb?.isNoun && verb.isThird && verb.language === "en" ? undefined : verb;
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
function joinedVerbs(words: readonly string[], chosen: Chosen): { verb: Verb; index: number }[] {
  const found: { verb: Verb; index: number }[] = [chosen];
  for (let index = 1; index < words.length; index += 1) {
    if (index === chosen.index) continue;
    const verb = findVerbOfAny(words[index] ?? "");
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
const PAIRS = new Set(["search", "find", "read"]);
