import { DEVICE_VERBS, devices } from "./lexicon/devices";
import { artifacts, codeWords, lookups, queryLanguages, screens } from "./lexicon/nouns";
import { romanceLanguages, type Verb } from "./lexicon/verb-kind";
import { anyOf, becomes, type Meaning, plain, untilBreak } from "./meaning";
import { byMoney } from "./money-in-context";
import { byObject } from "./verb-in-any-language";
import { english } from "./verb-in-english";
import { german } from "./verb-in-german";
import { romance } from "./verb-in-romance";

/**
 * What a verb does to its object. `object` are the folded words after it, `around` every other word that could tell what
 * the object is (the whole name; the parameters' names).
 */
export function verbInContext(verb: Verb, object: readonly string[], around: readonly string[]): Meaning {
  const told =
    (romanceLanguages.has(verb.language) ? romance(verb, object) : null) ??
    byObject(verb, object, around) ??
    byLemma(verb, object, around) ??
    byMoney(verb, object, around);
  if (told !== null) return told;
  const isVague = LIGHT.has(verb.lemma) && anyOf(object, codeWords) === undefined;
  return { ...plain(verb.kind), because: null, isVague };
}

const LIGHT = new Set(
  "perform execute run do make carry conduct issue take ejecutar realizar hacer efectuar effectuer faire realiser executer ausfuhren durchfuhren machen vornehmen executar fazer efetuar eseguire effettuare fare svolgere".split(
    " ",
  ),
);
const MAKES = new Set(
  "generate draft compose design make produce generar generer generare gerar generieren erzeugen".split(" "),
);
/** Verbs whose object decides. */
function byLemma(
  { lemma, kind, language, particle }: Verb,
  object: readonly string[],
  around: readonly string[],
): Meaning | null {
  if (LIGHT.has(lemma) || kind === "light") {
    const looked = anyOf(untilBreak(object), lookups);
    if (looked !== undefined && anyOf(around, codeWords) === undefined && anyOf(around, notMoneyRuns) === undefined)
      return becomes("read", `to ${lemma} a ${looked} only looks`);
  }
  if (STARTS.has(lemma)) {
    const looked = anyOf(untilBreak(object), searched);
    // Vague: a server that says it only reads is borne out by it.
    if (looked !== undefined) return { ...becomes("execute", `a ${looked} is started`), isVague: true };
  }
  if (MAKES.has(lemma)) {
    const made = anyOf(object, artifacts);
    if (made !== undefined) return becomes("write", `to ${lemma} a ${made} leaves something behind`);
  }
  if (kind === "read" || kind === "compute") {
    if (QUERIES.has(lemma)) {
      const found = anyOf(object, queryLanguages) ?? (lemma === "query" ? anyOf(around, queryLanguages) : undefined);
      // Vague: what says "read-only" may still lower it.
      if (found !== undefined) return { ...becomes("execute", `${found} can also change data`), isVague: true };
    }
  }
  if (DEVICE_VERBS.has(lemma)) {
    const device = anyOf(untilBreak(object), devices);
    if (device !== undefined) return becomes("execute", `a ${device} is told to do something at once`);
  }
  if (STEERS.has(lemma)) {
    const screen = anyOf(object, screens) ?? anyOf(around, screens);
    if (screen !== undefined && !KEPT.has(screen)) return becomes("execute", `it steers a ${screen}`);
    if (screen !== undefined && SCREEN_ONLY.has(lemma)) return becomes("execute", `it steers a ${screen}`);
  }
  if (EVALUATES.has(lemma)) {
    // With nothing said of what: it may be code.
    if (around.length < 2 && object.length === 0) return becomes("execute", "what is evaluated isn't said");
    const code = anyOf(around, codeWords) ?? anyOf(object, codeWords) ?? anyOf(around, screens);
    if (code !== undefined) return becomes("execute", `what is evaluated is ${code}`);
  }
  if (language === "de") return german(`${particle ?? ""}${lemma}`, kind, object);
  return language === "en" ? english(lemma, object, around) : null;
}

const QUERIES = new Set(
  "query select search find consultar consulta consulter consultation interroger requête rechercher recherche buscar abfragen abfrage suchen pesquisar interrogare cercare ricercare".split(
    " ",
  ),
);
/** Steps on a screen; a `page` or an `application` may also be a record, which is only changed. */
const STARTS = new Set("start begin initiate launch".split(" "));
const searched = new Set("search lookup query".split(" "));
const STEERS = new Set(
  "close resize handle accept dismiss switch new back reload drop maximize minimize forward toggle".split(" "),
);
const SCREEN_ONLY = new Set("close resize back reload maximize minimize".split(" "));
const KEPT = new Set("page application app url option".split(" "));
const EVALUATES = new Set("evaluate evaluar évaluer auswerten bewerten avaliar valutare".split(" "));
const notMoneyRuns: ReadonlySet<string> = new Set(["job", "pipeline", "workflow", "playbook", "test", "tests"]);
