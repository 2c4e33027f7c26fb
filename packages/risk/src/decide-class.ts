import { type Act, CLASS_OF_KIND, gravest, isGraver } from "./act";
import { decideByHints } from "./decide-by-hints";
import { decideBySchema } from "./decide-by-schema";
import { findVerb } from "./lexicon/find-verb";
import { information, lookups, NOT } from "./lexicon/nouns";
import { abstracts, isMeasuredInGerman, listed, measures, PARTICIPLE, PICKING } from "./lexicon/told-things";
import type { VerbKind } from "./lexicon/verb-kind";
import { isLost, PARTICLES, thingIn } from "./read-noun-phrase";
import type { ProseReading } from "./read-prose";
import { carriesContent, isGraveBefore, leadShown, mayBeActOn, mayBeginWithVerb } from "./read-romance-phrase";
import type { Readings } from "./readings";
import type { Evidence, RiskClass } from "./risk-class";

/** What is decided so far. `class` is null while nothing tells. */
export interface Verdict {
  readonly class: RiskClass | null;
  readonly kind: VerbKind | null;
  readonly confidence: number;
  /** Nothing firm: a hint that is borne out may still lower it. */
  readonly isLoose: boolean;
  readonly evidence: readonly Evidence[];
  /** Why it isn't known after all. */
  readonly doubt?: string;
}

export const UNDECIDED: Verdict = { class: null, kind: null, confidence: 0.2, isLoose: true, evidence: [] };

/** The name first, then the texts, then the parameters, then what the server claims: each may raise, few may lower. */
export function decideClass(readings: Readings): Verdict {
  let verdict = decideByWords(readings);
  verdict = decideBySchema(verdict, readings);
  verdict = decideBySayings(verdict, readings);
  return doubted(decideByHints(verdict, readings), readings);
}

/** What wasn't looked at, or is made to be read otherwise, isn't called read. */
function doubted(verdict: Verdict, { disguise, isWhole }: Readings): Verdict {
  const doubt = disguise ?? (isWhole ? null : "it is longer than what is looked at");
  if (doubt === null) return verdict;
  const evidence: Evidence[] = [
    ...verdict.evidence,
    { source: disguise === null ? "description" : "name", quote: null, class: null, says: doubt },
  ];
  return verdict.class === "read" ? { ...UNDECIDED, evidence, doubt } : { ...verdict, evidence };
}

function decideByWords(readings: Readings): Verdict {
  const { name } = readings;
  const texts = textActs(readings);
  if (name.act !== null && name.act.class !== null && !name.isWeak)
    return byStrongName(name.act, name.act.class, texts, readings);
  return byTexts(readings, texts);
}

/** What the texts say, the title first: only what has a class. */
function textActs({ title, description }: Readings): Act[] {
  return [...(title?.acts ?? []), ...(description?.acts ?? [])];
}

function byStrongName(act: Act, named: RiskClass, texts: readonly Act[], readings: Readings): Verdict {
  const evidence = [evidenceOf(act)];
  const lead = texts[0];
  const raising = gravest(texts.filter((each) => mayRaise(each, named, lead, readings)));
  if (raising?.class && isGraver(raising.class, named)) {
    return {
      class: raising.class,
      kind: raising.kind,
      confidence: raising.strength >= 0.7 ? 0.7 : 0.6,
      isLoose: false,
      evidence: [...evidence, evidenceOf(raising)],
    };
  }
  if (lead?.class === named)
    return {
      class: named,
      kind: act.kind,
      confidence: 0.96,
      isLoose: act.isVague && named === "execute",
      evidence: [...evidence, evidenceOf(lead)],
    };
  const isOnlyRun = act.isVague && named === "execute";
  const isRunInText = texts.some((each) => each.class === "execute" && !each.isVague);
  if (isOnlyRun && lead?.class === "read" && !lead.isVague && !isRunInText) {
    return {
      class: "read",
      kind: lead.kind,
      confidence: 0.65,
      isLoose: true,
      evidence: [...evidence, evidenceOf(lead)],
    };
  }
  if (named === "execute" && isOnlyRun)
    return { class: named, kind: act.kind, confidence: 0.75, isLoose: true, evidence };
  const confidence = lead === undefined || lead.class === null ? (readings.description === null ? 0.85 : 0.9) : 0.75;
  return { class: named, kind: act.kind, confidence, isLoose: false, evidence };
}

/** "Run a find query" doesn't make `find` run code; a later sentence may be about something else. */
function mayRaise(said: Act, named: RiskClass, lead: Act | undefined, { readOnlySaid, hints }: Readings): boolean {
  if (said.class === null || said.isVague) return false;
  const isGrave = said.class === "destructive" || said.class === "financial";
  // Name and first sentence both read: "It expires after an hour" is about what is answered.
  if (named === "read" && lead?.class === "read" && !isGrave && said.strength < 0.7) return false;
  // A server that says read-only is borne out by the name; a later sentence is then about something else, unless it is grave.
  if (hints.readOnly === true && hints.destructive !== true && !isGrave && said.strength < 0.7) return false;
  if (readOnlySaid !== null && !isGrave && (said.class === "execute" || said.strength < 0.7)) return false;
  return said.strength >= 0.7 || said.class !== "execute";
}

function byTexts(readings: Readings, texts: readonly Act[]): Verdict {
  const { name } = readings;
  // A name that its object has made grave stays it: "use agent", whatever it returns.
  const own = name.act?.because != null && name.act.class !== null && name.act.class !== "write" ? [name.act] : [];
  const told = gravest([...texts, ...own].filter((act) => act.class !== null && !isAlsoThing(act, name.information)));
  const isManaged = name.act?.kind === "manage" || texts.some((act) => act.kind === "manage");
  if (told?.class && !(isManaged && told.class === "read")) {
    const agrees = name.act?.class === told.class || (name.information !== null && told.class === "read");
    const confidence = agrees ? 0.88 : told.strength >= 0.8 ? 0.8 : 0.65;
    const first = name.act === null || name.act.class === null ? [] : [evidenceOf(name.act)];
    return {
      class: told.class,
      kind: told.kind,
      confidence,
      isLoose: told.isVague,
      evidence: [...first, evidenceOf(told)],
    };
  }
  if (isManaged) return byManaging(readings, told);
  return byNouns(readings);
}

/** Of a name that only tells of something, a text that begins with what may be a thing isn't taken for a command, unless a grave one. */
function isAlsoThing({ isNounLike, class: cls }: Act, information: string | null): boolean {
  return isNounLike === true && information !== null && cls !== "destructive" && cls !== "financial";
}

/** "Manage" may be anything: what the text counts up decides, and a write is the least it can be. */
function byManaging(readings: Readings, told: Act | undefined): Verdict {
  const act =
    readings.name.act?.kind === "manage" ? readings.name.act : textActs(readings).find(({ kind }) => kind === "manage");
  const evidence = act === undefined ? [] : [evidenceOf(act)];
  let worst: { class: RiskClass; word: string; kind: VerbKind } | null = null;
  let before = "";
  for (const word of readings.description?.words ?? []) {
    const isNegated = NOT.has(before);
    before = word;
    if (isNegated) continue;
    const verb = findVerb(word, readings.language === "zh" || readings.language === "ja" ? "en" : readings.language);
    const found = verb === undefined || verb.isNoun ? null : CLASS_OF_KIND[verb.kind];
    if (verb !== undefined && found !== null && found !== "read" && (worst === null || isGraver(found, worst.class)))
      worst = { class: found, word, kind: verb.kind };
  }
  if (worst !== null) {
    const found: Evidence = {
      source: "description",
      quote: worst.word,
      class: worst.class,
      says: `what it manages it can also ${worst.word}`,
    };
    return { class: worst.class, kind: worst.kind, confidence: 0.7, isLoose: false, evidence: [...evidence, found] };
  }
  const isRead = told?.class === "read" && readings.name.act?.kind !== "manage";
  if (isRead && told !== undefined)
    return { class: "read", kind: "read", confidence: 0.6, isLoose: true, evidence: [...evidence, evidenceOf(told)] };
  return { class: "write", kind: "manage", confidence: 0.5, isLoose: true, evidence };
}

function byNouns({ name, description, title, words, schema }: Readings): Verdict {
  if (name.thing != null && schema.isSelecting) {
    const says = "a name of things alone, with parameters that only say which";
    const evidence: Evidence = { source: "name", quote: name.thing, class: "read", says };
    return { class: "read", kind: "read", confidence: 0.6, isLoose: true, evidence: [evidence] };
  }
  const { several } = name;
  const isFilled = several !== null && carriesContent(schema.names);
  if (name.information !== null && !isFilled) {
    const says = `a name without a verb that is about ${name.information} tells what is answered`;
    const evidence: Evidence = { source: "name", quote: name.information, class: "read", says };
    return { class: "read", kind: "read", confidence: 0.7, isLoose: true, evidence: [evidence] };
  }
  const isPicked = schema.names.length > 0 || several?.isMoney === false;
  if (several !== null && isPicked && !isFilled) {
    const says = `a name without a verb that begins with several things (${several.word}) lists them`;
    const evidence: Evidence = { source: "name", quote: several.word, class: "read", says };
    return { class: "read", kind: "read", confidence: 0.6, isLoose: true, evidence: [evidence] };
  }
  if (name.act !== null && name.act.class !== null)
    return {
      class: name.act.class,
      kind: name.act.kind,
      confidence: 0.5,
      isLoose: true,
      evidence: [evidenceOf(name.act)],
    };
  const text = description ?? title;
  const start = text?.words.slice(0, 8) ?? [];
  // "Instruction not to exercise": it isn't said that anything is answered.
  const isNegated = start.some((word) => NOT.has(word));
  const told =
    isNegated || isDoneByPlace(text) || mayBeginWithVerb(text)
      ? undefined
      : (start.find((word) => information.has(word) || lookups.has(word)) ??
        leadShown(text) ??
        text?.words
          .slice(0, 3)
          .find(
            (word, index) =>
              (index === 0 && (ASKED.has(word) || PICKING.test(word) || PARTICIPLE.test(word))) ||
              listed.has(word) ||
              measures.has(word) ||
              abstracts.has(word) ||
              isMeasuredInGerman(word),
          ));
  if (told !== undefined && !isGraveBefore(text, told)) {
    const says = `the text only names what is answered (${told})`;
    const evidence: Evidence = {
      source: description === null ? "title" : "description",
      quote: told,
      class: "read",
      says,
    };
    return { class: "read", kind: "read", confidence: 0.5, isLoose: true, evidence: [evidence] };
  }
  const kept = text === null && schema.isSelecting ? thingIn(words) : null;
  if (kept !== null) {
    const says = `the name is made of things alone (${kept}), and the parameters only say which`;
    const evidence: Evidence = { source: "name", quote: kept, class: "read", says };
    return { class: "read", kind: "read", confidence: 0.45, isLoose: true, evidence: [evidence] };
  }
  const named = words.find((word) => information.has(word));
  const isAct = isLost(words) || PARTICLES.has(words.at(-1) ?? "") || mayBeActOn(words);
  if (named === undefined || words.length > 4 || isAct) return UNDECIDED;
  const says = `the name has no verb, and ${named} is something to be told`;
  return {
    class: "read",
    kind: "read",
    confidence: 0.45,
    isLoose: true,
    evidence: [{ source: "name", quote: named, class: "read", says }],
  };
}

/** "Bring the balance to zero", "helper that pays": a verb by its place, though no table has it; or one that is told of what it names. */
function isDoneByPlace(text: ProseReading | null): boolean {
  const [first = "", second = ""] = text?.words ?? [];
  // "Entlässt einen Mitarbeiter"
  if (text?.language === "de") return first.endsWith("t") && GERMAN_ARTICLES.has(second) && !information.has(first);
  if (text?.language !== "en") return false;
  if (!information.has(first) && !ASKED.has(first) && !BEFORE_ARTICLES.has(first) && AFTER_VERBS.has(second))
    return true;
  // "Vacuum deleted rows": a thing that is done, and gravely.
  const done = findVerb(first, "en");
  if (done?.isThing === true && GRAVE.has(done.kind)) return true;
  return text.words.slice(1, 12).some((word) => {
    const verb = findVerb(word, "en");
    return verb !== undefined && !verb.isNoun && (verb.kind === "destroy" || verb.kind === "pay");
  });
}
const GERMAN_ARTICLES = new Set("der die das den dem ein eine einen einem einer".split(" "));
const GRAVE: ReadonlySet<VerbKind> = new Set<VerbKind>(["execute", "destroy", "pay"]);
const AFTER_VERBS = new Set("the a an your its their this these up out off away down back".split(" "));
const BEFORE_ARTICLES = new Set(
  "all both for of with from by in on at to about if as is are not half such per list lists status".split(" "),
);

/** "When the next holiday is": a question that is answered. */
const ASKED = new Set(
  "what which when where who whose how whether why qué que cuando cuanto donde quien quienes cual cuales cuantos cuantas qui quel quelle quels quelles quand combien wann welche welcher wer wo wie quando quanto quanti quale quali chi dove quem onde quais qual".split(
    " ",
  ),
);

const QUERIED = new Set("sql query queries consulta consultas requete abfrage interrogazione select".split(" "));

/** "Cannot be undone" raises; "read-only" lowers only what was never firm. */
function decideBySayings(verdict: Verdict, { finalSaid, readOnlySaid, selectOnlySaid, words }: Readings): Verdict {
  if (selectOnlySaid !== null && verdict.class === "execute" && words.some((word) => QUERIED.has(word))) {
    const says = "a query that may only select changes nothing";
    const evidence: Evidence = { source: "description", quote: selectOnlySaid, class: "read", says };
    return { class: "read", kind: "read", confidence: 0.6, isLoose: true, evidence: [...verdict.evidence, evidence] };
  }
  if (
    finalSaid !== null &&
    verdict.class !== "financial" &&
    verdict.class !== "destructive" &&
    verdict.kind !== "send"
  ) {
    const isFirmRead = verdict.class === "read" && !verdict.isLoose;
    if (!isFirmRead) {
      const says = "what can't be undone destroys";
      const evidence: Evidence = { source: "description", quote: finalSaid, class: "destructive", says };
      return {
        class: "destructive",
        kind: "destroy",
        confidence: 0.7,
        isLoose: false,
        evidence: [...verdict.evidence, evidence],
      };
    }
  }
  if (readOnlySaid === null) return verdict;
  const evidence: Evidence = {
    source: "description",
    quote: readOnlySaid,
    class: "read",
    says: "the text says that nothing is changed",
  };
  if (verdict.class === "read")
    return { ...verdict, confidence: Math.max(verdict.confidence, 0.8), evidence: [...verdict.evidence, evidence] };
  if (!verdict.isLoose)
    return {
      ...verdict,
      evidence: [...verdict.evidence, { ...evidence, class: null, says: "but a firmer sign says otherwise" }],
    };
  return { class: "read", kind: "read", confidence: 0.65, isLoose: true, evidence: [...verdict.evidence, evidence] };
}

function evidenceOf(act: Act): Evidence {
  return { source: act.source, quote: act.quote, class: act.class, says: act.because ?? SAYS[act.kind] };
}

const SAYS: Readonly<Record<VerbKind, string>> = {
  read: "a verb of looking: nothing is changed by it",
  compute: "a verb of working something out: nothing is changed by it",
  write: "a verb of making or changing",
  send: "a verb of sending: what is sent leaves the server",
  access: "a verb of giving or taking access",
  execute: "a verb of setting something going",
  destroy: "a verb of removing",
  pay: "a verb of paying",
  manage: "may be anything, from looking to removing",
  light: "says nothing without its object",
};
