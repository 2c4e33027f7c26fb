import type { Act } from "./act";
import { languageOf } from "./language-of";
import { findVerb, type SpacedLanguage, separableVerb } from "./lexicon/find-verb";
import { foldWord } from "./lexicon/fold-word";
import { NOT } from "./lexicon/nouns";
import { phrasalKind } from "./lexicon/phrasal-verbs";
import type { Language, Verb } from "./lexicon/verb-kind";
import { readPassive } from "./read-passive";
import { isUnspaced, unspacedActs, unspacedLanguage } from "./read-unspaced";
import type { Evidence } from "./risk-class";
import { verbInContext } from "./verb-in-context";

/** What a text says a tool does. The first act is that of its first sentence, if `hasLead`. */
export interface ProseReading {
  readonly language: Language;
  readonly hasLead: boolean;
  readonly acts: readonly Act[];
  /** The folded words, bounded. */
  readonly words: readonly string[];
}

/** Characters of a text that are looked at. */
export const TEXT_MAX = 16_000;
const TOKENS = /[\p{L}\p{N}_]+(?:-[\p{L}\p{N}]+)*|[.!?;:\n]|[,/&(+|]/gu;
const INVISIBLE = /[\p{Cf}\p{Co}]/gu;
/** "Reißt", "Löscht": no other of the languages writes a word that way. */
const GERMAN_FIRST = /^\p{Lu}?[\p{Ll}]*(?:ß|[äö])[\p{Ll}]*(?:t|n)$/u;
const ENDS = new Set([".", "!", "?", ";", ":", "\n"]);
const JOINS = new Set([
  ",",
  "/",
  "&",
  "+",
  "|",
  "and",
  "or",
  "then",
  "y",
  "e",
  "o",
  "u",
  "et",
  "ou",
  "puis",
  "und",
  "oder",
  "sowie",
  "ed",
  "od",
]);
/** Words before the verb of a sentence that say that a tool does it. */
const FRAMES = new Set(
  `this the tool tools it will can may use used using to allows allow you enables lets let agent agents function command endpoint
  is method which that a an users user llm assistant mcp helps when you want need i we client easily also automatically quickly
  safely permanently directly then should be able capability ability for utility operation api
  esta este herramienta permite permiten puede sirve se para la el que funcion usa utiliza utilice
  cet cette outil permet de d sert peut pour fonction utilisez
  dieses diese dieser werkzeug tool ermoglicht ermoeglicht dient kann es um mit funktion erlaubt
  ferramenta permite pode serve funcao esta essa
  questo questa strumento consente permette puo serve di funzione
  wants want needs asks wishes would like whenever given designed meant made intended purpose of are be used
  usa usada usado utilizada utilizado emplea con a est utilise utilisee permettant servant mit diesem verwendet wird
  e usada viene usato usata utilizzato si con questo com vuelve volver torna tornare procede proceder procedere`.split(
    /\s+/,
  ),
);
const FRAMES_MAX = 12;
const OBJECT_MAX = 9;
const SENTENCES_MAX = 2_000;
const INTRODUCES = new Set(
  "given for after before if with based using from dado dada dados dadas tras si con segun mediante donné pour après avec selon bei nach dato data dati dopo secondo tramite com segundo conforme".split(
    " ",
  ),
);
/** "À partir d'un code, …", "a partire da …" */
const STARTING_FROM = new Set(["partir", "partire"]);
const LITTLE = new Set(
  "the a an your this that all any its their new un una uno le la el los las il lo les des der die das den dem ein eine einen o os as um uma one more multiple several existing specific specified given".split(
    " ",
  ),
);

/** "Mostra-se o saldo", "renvoyez-moi" */
const PRONOUN_BEHIND = /-(?:se|lo|la|os|as|lhe|lhes|moi|les|le)$/;

export function readProse(text: string, source: Evidence["source"], around: readonly string[]): ProseReading {
  const bounded = (text.length > TEXT_MAX ? text.slice(0, TEXT_MAX) : text).replace(INVISIBLE, "");
  if (isUnspaced(bounded)) {
    const acts = unspacedActs(bounded, source);
    return { language: unspacedLanguage(bounded), hasLead: acts.length > 0, acts, words: latinWords(bounded) };
  }
  const tokens = bounded.match(TOKENS) ?? [];
  const words = tokens.map((token) =>
    token.includes("-") ? foldWord(token).replace(PRONOUN_BEHIND, "") : foldWord(token),
  );
  const language = GERMAN_FIRST.test(tokens[0] ?? "") ? "de" : languageOf(words);
  const acts: Act[] = [];
  let hasLead = false;
  let start = 0;
  let sentence = 0;
  while (start < words.length && sentence < SENTENCES_MAX) {
    let end = start;
    while (end < words.length && !ENDS.has(words[end] ?? "")) end += 1;
    if (end > start) {
      const isFirstOne = sentence === 0;
      if (isFirstOne && (INTRODUCES.has(words[start] ?? "") || STARTING_FROM.has(words[start + 1] ?? ""))) {
        const comma = words.indexOf(",", start);
        // "Given a list of ids, deletes them": what is done stands behind the comma.
        if (comma !== -1 && comma < end - 1) start = comma + 1;
      }
      // "Manage tags: list all tags, create a new tag, …"
      const isCounted = words[start - 1] === ":" && acts.at(-1)?.kind === "manage";
      const isFirst = sentence === 0 || isCounted;
      const found = readSentence({ tokens, words, start, end, language, source, around, isFirst });
      if (sentence === 0) hasLead = found.length > 0;
      acts.push(...found);
      sentence += 1;
    }
    start = end + 1;
  }
  return { language, hasLead, acts, words };
}

function latinWords(text: string): string[] {
  return (text.match(/[A-Za-z]+/g) ?? []).map(foldWord);
}

interface Sentence {
  readonly tokens: readonly string[];
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly language: SpacedLanguage;
  readonly source: Evidence["source"];
  readonly around: readonly string[];
  readonly isFirst: boolean;
}

function readSentence(sentence: Sentence): Act[] {
  const { words, start, end, language, isFirst } = sentence;
  const passive = passiveLead(sentence);
  const lead = passive ?? findLead(sentence);
  if (lead === null) return [];
  // "It also marks …", "This tool sends …": said of the tool itself, not of what it answers.
  const isSaid = words.slice(start, lead.index).some((word) => SAID_OF_TOOL.has(word));
  const strength = isFirst ? 0.85 : isSaid ? 0.7 : 0.6;
  const acts = [actAt(sentence, lead.index, lead.verb, strength, passive !== null && language === "en")];
  let isList = true;
  for (let index = lead.index + 1; index < end; index += 1) {
    const word = words[index] ?? "";
    if (isJoin(word, language)) continue;
    const verb = isJoin(words[index - 1] ?? "", language) ? verbAt(words, index, language) : undefined;
    if (verb !== undefined && (isList || followsAsVerb(words, index, end, verb, lead.verb))) {
      acts.push(actAt(sentence, index, verb, isFirst ? 0.75 : 0.55));
      continue;
    }
    isList = false;
  }
  return start <= lead.index ? acts : [];
}

/** "O" is "or" in Spanish and Italian, and "the" in Portuguese. */
function isJoin(word: string, language: SpacedLanguage): boolean {
  return JOINS.has(word) && !(word === "o" && language === "pt");
}

const SAID_OF_TOOL = new Set(
  "also tool will herramienta también tambien outil aussi également egalement werkzeug auch ferramenta também tambem strumento anche".split(
    " ",
  ),
);

/** Of a first sentence that begins with a thing, not with what is done. */
function passiveLead({ words, start, end, language, isFirst }: Sentence): Lead | null {
  if (!isFirst) return null;
  const first = verbOf(words[start] ?? "", language);
  return first !== undefined && !first.isNoun ? null : readPassive(words, start, end, language);
}

interface Lead {
  readonly verb: Verb;
  readonly index: number;
}

function findLead({ words, start, end, language, isFirst }: Sentence): Lead | null {
  let isFramed = false;
  const limit = Math.min(end, start + FRAMES_MAX);
  for (let index = start; index < limit; index += 1) {
    const word = words[index] ?? "";
    if (NOT.has(word)) return null;
    const verb = verbAt(words, index, language);
    const isFrame = FRAMES.has(word) || word.endsWith("ly") || word.endsWith("mente") || word.endsWith("ment");
    const isOnlyFrame = isFrame && (verb?.kind === "manage" || verb?.kind === "light" || PURPOSE.has(word));
    if (verb !== undefined && !isOnlyFrame) {
      if (NOT.has(words[index + 1] ?? "")) return null;
      // "Enables agents to see …": who it is for, not what it does.
      if (HELPS.has(verb.lemma) && HELPED.has(words[index + 1] ?? "")) {
        isFramed = true;
        continue;
      }
      if (isHeading(verb, words, index, language)) return null;
      // After the first sentence only one about the tool counts: "Also deletes …", "This will remove …".
      if (isFirst || isFramed || (verb.isThird && !isThing(verb, words[index + 1] ?? ""))) return { verb, index };
      return null;
    }
    if (!isFrame && !JOINS.has(word)) return language === "de" && isFirst ? lastInfinitive(words, index, end) : null;
    isFramed ||=
      word === "this" ||
      word === "it" ||
      word === "tool" ||
      word === "esta" ||
      word === "cet" ||
      word === "dieses" ||
      word === "questo";
  }
  return language === "de" && isFirst ? lastInfinitive(words, start, end) : null;
}

/** "Messages that mention me", "Charges of a customer": things, though they could be what somebody does. */
function isHeading(verb: Verb, words: readonly string[], index: number, language: SpacedLanguage): boolean {
  if (!verb.isNoun || !verb.isThird || verb.language !== "en" || verb.kind === "read" || verb.kind === "compute")
    return false;
  const next = words[index + 1] ?? "";
  if (AFTER_HEADS.has(next)) return true;
  // "Bids and asks of a symbol"
  return (
    next === "and" &&
    (findVerb(words[index + 2] ?? "", language)?.isThird ?? false) &&
    AFTER_HEADS.has(words[index + 3] ?? "")
  );
}

/** "Reports are kept for a year": in a later sentence, a word that may be a thing is one unless something is done to something. */
function isThing({ isNoun, language }: Verb, next: string): boolean {
  return isNoun && language === "en" && !DETERMINERS.has(next);
}
/** "Se usa para …", "is used for …": what leads to what is done. */
const PURPOSE = new Set(
  "is are be para pour per fur zum zur um usa utiliza usar utilizar usado usata utilizado utilise wird".split(" "),
);
const HELPS = new Set("enable allow let permit help".split(" "));
const HELPED = new Set("you users agents ai llms llm assistants developers clients people teams".split(" "));
const AFTER_HEADS = new Set("that which who whose of in from where sent made with".split(" "));

/** "Einen Benutzer löschen" */
function lastInfinitive(words: readonly string[], from: number, end: number): Lead | null {
  for (let index = end - 1; index > from; index -= 1) {
    const word = words[index] ?? "";
    const verb = word.endsWith("n") ? findVerb(word, "de") : undefined;
    if (verb !== undefined && !verb.isThird) return { verb, index };
  }
  return null;
}

/** The verb at a place: one with its particle ("tops it up"), or a thing that is done to what follows ("file a motion"). */
function verbAt(words: readonly string[], index: number, language: SpacedLanguage): Verb | undefined {
  const word = words[index] ?? "";
  const verb = verbOf(word, language);
  if (verb !== undefined && verb.isThing !== true) return verb;
  const next = words[index + 1] ?? "";
  if (verb !== undefined && DETERMINERS.has(next)) return verb;
  if (language !== "en") return undefined;
  if (PRONOUNS.has(next)) return withParticle(word, words[index + 2] ?? "");
  // "Force push settings" are things.
  const after = words[index + 2] ?? ".";
  return DETERMINERS.has(after) || ENDS.has(after) || JOINS.has(after) ? withParticle(word, next) : undefined;
}
const PRONOUNS = new Set(["it", "them"]);

function withParticle(word: string, particle: string): Verb | undefined {
  const isThird = word.length > 3 && word.endsWith("s") && !word.endsWith("ss");
  const lemma = isThird ? word.slice(0, -1) : word;
  const kind = phrasalKind(lemma, particle);
  return kind === undefined ? undefined : { lemma, kind, language: "en", isNoun: false, isThird };
}

function verbOf(word: string, language: SpacedLanguage): Verb | undefined {
  const verb = findVerb(word, language);
  return verb ?? (language === "en" ? undefined : englishUnlessLittle(word));
}

function englishUnlessLittle(word: string): Verb | undefined {
  const verb = word.length < 5 ? undefined : findVerb(word, "en");
  // "Trains de fret": in another language it is a thing.
  return verb?.isNoun === true && verb.isThird ? undefined : verb;
}

/** "… and marks it as read": a verb in the same form with an object behind it, not one more noun. */
function followsAsVerb(words: readonly string[], index: number, end: number, verb: Verb, lead: Verb): boolean {
  if (verb.isThird !== lead.isThird && lead.language === "en") return false;
  const next = words[index + 1] ?? "";
  if (index + 1 >= end) return !verb.isNoun;
  return DETERMINERS.has(next) || !verb.isNoun;
}
const DETERMINERS = new Set(
  "the a an it them its all any this that these those their your each every to el la los las un una lo le les l der die das den ein eine einen o os as um uma il gli".split(
    " ",
  ),
);

function actAt(sentence: Sentence, index: number, verb: Verb, strength: number, isPassive = false): Act {
  const { words, tokens, end, source, language } = sentence;
  const whole = separated(verb, words, index, end);
  const object: string[] = [];
  for (let at = index + 1; at < end && object.length < OBJECT_MAX; at += 1) {
    const word = words[at] ?? "";
    if (!LITTLE.has(word) && at !== whole.at) object.push(word);
  }
  // "A refund is given to …": what it is done to stands before it.
  if (isPassive) object.unshift(...subjectOf(sentence, index));
  const isAtEnd = object.length === 0 && language === "de";
  const seen = isAtEnd ? words.slice(Math.max(0, index - 6), index).filter((word) => !LITTLE.has(word)) : object;
  const meaning = verbInContext(whole.verb, seen, [...seen, ...sentence.around]);
  // "Log label exploration": a word that may be a noun, without an article behind it.
  const next = words[index + 1] ?? "";
  // "Log to File" does it.
  const isNounLike = verb.isNoun && !verb.isThird && !LITTLE.has(next) && next !== "to" && next !== "into";
  const named = isNounLike ? { isNounLike } : {};
  return { ...meaning, ...named, isVague: meaning.isVague || isNounLike, source, quote: tokens[index] ?? "", strength };
}

/** What a passive is said of, unless a clause stands between: "the reasons a refund can be given for". */
function subjectOf({ words, start }: Sentence, index: number): string[] {
  const subject = words.slice(start, index);
  return subject.slice(1).some((word) => DETERMINERS.has(word))
    ? []
    : subject.filter((word) => !LITTLE.has(word) && !BEING.has(word));
}
const BEING = new Set("is are be was were gets get being been will can".split(" "));

/** Particles that are nothing else, so that more may follow them: "gibt das Buch zurück an die Bibliothek". */
const PLAIN_PARTICLES = new Set(
  "zuruck zurueck frei hinzu weiter fest bereit hoch herunter zusammen weg gut gegenuber".split(" "),
);

/** "führt … aus" with its particle, which stands at the end of the clause. */
function separated(verb: Verb, words: readonly string[], index: number, end: number): { verb: Verb; at: number } {
  const particles = verb.language === "de" ? separableVerb(words[index] ?? "") : undefined;
  if (particles === undefined) return { verb, at: -1 };
  for (let at = index + 1; at < end; at += 1) {
    const word = words[at] ?? "";
    const next = words[at + 1] ?? ".";
    if (at + 1 < end && !JOINS.has(next) && !PLAIN_PARTICLES.has(word)) continue;
    const kind = particles.get(word);
    if (kind !== undefined) return { verb: { ...verb, particle: word, kind }, at };
  }
  const kind = particles.get("");
  return { verb: kind === undefined ? verb : { ...verb, kind }, at: -1 };
}
