import { findVerbOfAny } from "./lexicon/find-verb";
import { isActShaped, isDone, isNounShaped, isPlural, singularOf } from "./lexicon/noun-shape";
import { accessWords, codeWords, information, money, queryLanguages, secrets } from "./lexicon/nouns";
import { shown } from "./lexicon/romance-nouns";
import {
  ADJUSTS,
  abstracts,
  isMeasuredInGerman,
  listed,
  measures,
  PARTICIPLE,
  PICKING,
  stepped,
  things,
} from "./lexicon/told-things";
import { UNDONE } from "./read-romance-phrase";

const WORDS_MAX = 6;

/**
 * What a name without a verb is about, if that can only be told: `node_pressure`, `channel_members`, `registros_excluidos`.
 * One that is about money, access, secrets or code isn't taken to be harmless for want of a verb.
 */
export function toldIn(name: readonly string[]): string | null {
  const words = untilPreposition(name);
  const isNarrowed = words.length < name.length;
  if (words.length === 0 || words.length > WORDS_MAX || PARTICLES.has(name.at(-1) ?? "")) return null;
  const last = words.at(-1) ?? "";
  const first = words[0] ?? "";
  for (const word of [last, first, ...words.slice(1, -1)]) {
    if (word === first && shown.has(word) && name.slice(1).some((each) => UNDONE.test(each) && !isThing(each)))
      return null;
    if (measures.has(word) || (word === first && (information.has(word) || shown.has(word)) && name.length > 1))
      return word;
    if (isMeasuredInGerman(word)) return word;
  }
  if (abstracts.has(last) && words.length > 1 && !ADJUSTS.has(first) && findVerbOfAny(first)?.kind !== "destroy")
    return last;
  const done = doneTo(name);
  if (done !== null) return done;
  // "Facturas pendientes": several, and told apart, so they are looked at.
  const isToldApart = name.some((word) => PARTICIPLE.test(word) || PICKING.test(word));
  if (name.some((word) => isDelicate(word) && !(isToldApart && money.has(word) && isSeveral(word)))) return null;
  const picked = pickedOut(name);
  if (picked !== null) return picked;
  // "Clauses like this": one may be any, if they are several and the rest says which.
  if (isNarrowed && words.length === 1 && name.length > 2 && isSeveral(first) && !isDoing(first)) return first;
  // An unknown word may be a verb: `yeet_users`.
  if (!words.every((word, at) => isThing(word) || (at === words.length - 1 && isPlural(word)))) return null;
  // English and German end with what it is about, the others begin with it.
  if (words.length === 1 && !isNarrowed) return null;
  // "Headcount by site", "zoning of": which one is meant, so it is looked at.
  if (isNarrowed && WHOSE.has(name[words.length] ?? "") && !words.some(isDoing)) return last;
  if (listed.has(last)) return last;
  if (listed.has(first)) return first;
  if (isPlural(last) && !words.slice(0, -1).some(isDoneAsNoun)) return last;
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

/** "Volume up": something is done. */
export const PARTICLES = new Set("up down on off in out away back over".split(" "));
/** The thing a name of things alone is about, if it can't be read as something that is done: `boarding gate`, `payslips`. */
export function thingIn(name: readonly string[]): string | null {
  const last = name.at(-1) ?? "";
  if (name.length > WORDS_MAX || name.some((word) => isDelicate(word) || isActShaped(word) || stepped.has(word)))
    return null;
  if (name.some((word, at) => ACTED_ON.has(word) || mayBeDone(word, at))) return null;
  if (!name.every((word) => word.length > 1 && isThing(word))) return null;
  return name.length > 1 || isPlural(last) ? last : null;
}
/** A verb; but what is done only where its object follows isn't behind one. */
function mayBeDone(word: string, at: number): boolean {
  const verb = findVerbOfAny(word);
  return verb !== undefined && (at === 0 || verb.isThing !== true);
}

/** Things that are as well what is switched, run or chosen with a name alone. */
const ACTED_ON = new Set(
  `branch remote worktree tag context terminal shell notebook workflow agent sandbox playbook task session auth workspace environment
  feedback clipboard keyboard mouse device robot motor pump valve door light lamp siren horn alarm thermostat shutter dome mount
  browser tab window page app application mode scene theme volume power speaker microphone camera interpreter repl generator builder
  runner engine autopilot pipeline job macro wizard assistant subagent consent vote ballot signature override handshake failover`.split(
    /\s+/,
  ),
);
const WHOSE = new Set("by per of for".split(" "));

/** "Aborted runs", "structures lost": several, told apart by what was done to them, with no verb besides. */
function doneTo(name: readonly string[]): string | null {
  const last = name.at(-1) ?? "";
  const first = name[0] ?? "";
  if (name.length < 2 || name.length > WORDS_MAX) return null;
  const [done, several] = isDone(first) ? [first, last] : [last, first];
  if (!isDone(done) || !isSeveral(several) || isDone(several)) return null;
  const rest = name.filter((word) => word !== done);
  return rest.some((word) => stepped.has(word) || isDoing(word)) ? null : several;
}

/** A word that is a verb as well: "seat guests". */
function isDoneAsNoun(word: string): boolean {
  return findVerbOfAny(word)?.isThing === true;
}

function isDoing(word: string): boolean {
  const verb = findVerbOfAny(word);
  return verb !== undefined && !verb.isNoun && verb.kind !== "read" && verb.kind !== "compute";
}

const PREPOSITIONS = new Set(
  "by of for per with from in on at like near de del da do du di von des della dei dos das por par a con avec com pour para zu en em sur".split(
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

/** "Frob tree", "yeet keys": what can be lost, behind a word that no table has and that may be a verb. */
export function isLost(words: readonly string[]): boolean {
  const [first = ""] = words;
  return (
    words.length > 1 &&
    first.length > 2 &&
    LOSABLE.has(words.at(-1) ?? "") &&
    findVerbOfAny(first) === undefined &&
    !isThing(first)
  );
}
const LOSABLE = new Set(["tree", "permissions", "keys"]);

function isThing(word: string): boolean {
  return (
    listed.has(word) ||
    listed.has(`${word}s`) ||
    listed.has(`${word}es`) ||
    things.has(word) ||
    measures.has(word) ||
    information.has(word) ||
    things.has(singularOf(word)) ||
    PARTICIPLE.test(word) ||
    isDone(word) ||
    isNounShaped(word) ||
    word.length < 3
  );
}

function isSeveral(word: string): boolean {
  return listed.has(word) || (word.length > 3 && /[^s]s$/.test(word) && !PARTICIPLE.test(word));
}
