import { isGraver } from "./act";
import type { Verdict } from "./decide-class";
import { findVerbOfAny } from "./lexicon/find-verb";
import { type ActionParameter, isHttpMethod } from "./read-action";
import type { TellingParameter } from "./read-schema";
import type { Readings } from "./readings";
import type { Evidence, RiskClass } from "./risk-class";

/** What the parameters add: an action that can be chosen, text that will be run, an amount of money. */
export function decideBySchema(verdict: Verdict, readings: Readings): Verdict {
  const { action, telling } = readings.schema;
  let decided = action === null ? verdict : byAction(verdict, action, readings);
  for (const parameter of telling) decided = byParameter(decided, parameter, readings);
  return byAmount(decided, readings);
}

/** What is listed by these may be narrowed down by what was done to it. */
const FILTERED = new Set("list search find query count filter".split(" "));
const STEPS = /^(?:start|stop|continue|abort|skip|resume|pause|apply)$/i;

function byAction(verdict: Verdict, action: ActionParameter, { name }: Readings): Verdict {
  const isHttp = isHttpMethod(action);
  const worst = isHttp && action.worst !== "read" ? "execute" : action.worst;
  const says = isHttp ? "any request can be made with it" : `${action.name} can be "${action.value}"`;
  const evidence: Evidence = { source: "input_schema", quote: `${action.name}: ${action.value}`, class: worst, says };
  const isFirm = name.act !== null && name.act.class !== null && !name.isWeak;
  // `list_visits` with an `action` only says which events, unless reading is one of its choices or it has to be given.
  const isFilter =
    isFirm && FILTERED.has(name.act?.quote ?? "") && verdict.class === "read" && !action.looksToo && !action.isRequired;
  if (isFilter || (action.isWeak && !verdict.isLoose)) return verdict;
  // Starting, stopping or going on with a change is no more than the change.
  if (isFirm && verdict.class === "write" && worst === "execute" && STEPS.test(action.value)) return verdict;
  if (verdict.class === null || (verdict.isLoose && !isFirm) || isGraver(worst, verdict.class))
    return raised(verdict, worst, verdict.class === worst ? 0.9 : 0.8, evidence);
  return { ...verdict, evidence: [...verdict.evidence, evidence] };
}

function byParameter(
  verdict: Verdict,
  { name, kind }: TellingParameter,
  { readOnlySaid, description }: Readings,
): Verdict {
  const evidence = (cls: RiskClass | null, says: string): Evidence => ({
    source: "input_schema",
    quote: name,
    class: cls,
    says,
  });
  switch (kind) {
    case "query": {
      const isRead = verdict.class === null || verdict.class === "read" || verdict.kind === "manage";
      if (!isRead || verdict.kind === "compute") return verdict;
      if (readOnlySaid !== null) return { ...verdict, class: "read", kind: "read", confidence: 0.65, isLoose: true };
      return raised(
        verdict,
        "execute",
        0.8,
        evidence("execute", "takes a query in a language that can also change data"),
      );
    }
    case "code": {
      const isRun =
        verdict.class === null || (verdict.class === "read" && verdict.kind === "read" && saysRun(description?.words));
      return isRun ? raised(verdict, "execute", 0.7, evidence("execute", "takes text that is run")) : verdict;
    }
    case "erase":
      if (verdict.class === "destructive" || verdict.class === "financial" || verdict.class === "execute")
        return verdict;
      // `remove_source_branch` of a merge request is an aside of what is firmly a write; a bare `delete` isn't.
      if (verdict.class === "write" && !verdict.isLoose && verdict.kind !== "manage" && ASIDE.test(name))
        return { ...verdict, evidence: [...verdict.evidence, evidence(null, "can also be told to remove")] };
      return raised(verdict, "destructive", 0.6, evidence("destructive", "can be told to remove"));
    default:
      return verdict;
  }
}

const ASIDE = /^(?:remove|delete)(?:[_-]|[A-Z])/;

function saysRun(words: readonly string[] | undefined): boolean {
  return words?.some((word) => RUNS.has(word)) ?? false;
}
const RUNS = new Set(
  "execute executes run runs executed ejecuta ejecutar execute executer ausfuhren fuhrt executa esegue eval evaluates".split(
    " ",
  ),
);

/** Not of what only notes an amount down. */
const NOTED = new Set(
  "discount discounts promotion tier expense expenses budget price prices product products coupon plan record entry quote estimate estimation goal report deal opportunity category item items cart log note".split(
    " ",
  ),
);
/** What is noted down or corrected isn't moved by it. */
const NOTES = new Set(
  `record log note track register update edit modify correct rename tag label categorize registrar anotar actualizar editar modificar
  corregir atualizar alterar enregistrer modifier corriger registrare aggiornare modificare erfassen aktualisieren bearbeiten ändern`.split(
    /\s+/,
  ),
);
const TO_WHOM = new Set(
  `recipient recipients beneficiary payee card account wallet iban customer merchant payer receiver destination source
  destinatario destinataire beneficiario beneficiaire empfanger empfaenger conto compte konto`.split(/\s+/),
);

const PAYEES = new Set(
  "recipient recipients beneficiary payee iban destinatario destinataire beneficiario beneficiaire empfanger empfaenger".split(
    " ",
  ),
);

/** In a currency, one of these is settled though no amount is given: it follows from what is bought. */
const SETTLED = new Set("transaction transactions checkout sale".split(" "));

function byAmount(verdict: Verdict, { name, schema, words }: Readings): Verdict {
  if (verdict.class === "financial" || verdict.class === "destructive") return verdict;
  // A name of nouns alone is no reading if an amount is to go to somebody.
  if (verdict.class === "read" && !(verdict.isLoose && schema.words.some((word) => PAYEES.has(word)))) return verdict;
  const lemma = verdict.isLoose ? undefined : findVerbOfAny(name.act?.quote ?? "")?.lemma;
  if (lemma !== undefined && NOTES.has(lemma)) return verdict;
  if (words.some((word) => NOTED.has(word))) return verdict;
  const currency = schema.telling.find(({ kind }) => kind === "currency")?.name;
  const amount =
    schema.telling.find(({ kind }) => kind === "amount")?.name ??
    (currency === undefined ? undefined : words.find((word) => SETTLED.has(word)));
  const other = currency ?? schema.words.find((word) => TO_WHOM.has(word));
  if (amount === undefined || other === undefined) return verdict;
  const says = "an amount of money that goes somewhere";
  const evidence: Evidence = { source: "input_schema", quote: `${amount}, ${other}`, class: "financial", says };
  return raised(verdict, "financial", 0.7, evidence);
}

function raised(verdict: Verdict, to: RiskClass, confidence: number, evidence: Evidence): Verdict {
  const kind = verdict.class === to ? verdict.kind : null;
  return { class: to, kind, confidence, isLoose: false, evidence: [...verdict.evidence, evidence] };
}
