import { commonNouns } from "./lexicon/common-nouns";
import { findVerbOfAny } from "./lexicon/find-verb";
import { information, lookups, money } from "./lexicon/nouns";
import { romanceQualities, romanceSeveral, romanceThings, shown } from "./lexicon/romance-nouns";
import { listed, measures, PARTICIPLE, PICKING, things } from "./lexicon/told-things";
import { romanceLanguages } from "./lexicon/verb-kind";
import type { ProseReading } from "./read-prose";
import { splitName } from "./split-name";

/** How a plural ends that no verb has: "goleadores", "jugements", "sanções", "pendenze". */
const SEVERAL_SHAPED =
  /.{3}(?:ciones|siones|dades|dores|tores|eros|eras|arios|arias|istas|encias|ancias|mientos|mentos|coes|soes|eiros|eiras|ores|tions|sions|eurs|euses|ances|ences|iers|ieres|ments|zioni|sioni|tori|trici|ieri|iere|enze|anze|menti|isti|iste)$/;
/** What an act may be called: an unknown word of this shape may be what is done. */
const ACT_SHAPED = /(?:cion|sion|cao|sao|tion|zione|sione|miento|mento|ment|age|agem|aggio|dura|tura|ado|ada)$/;
const INFINITIVE = /(?:[aei]r|[aei]re|dre|tre)$/;
const DONE =
  /(?:[aiu]d[oa]s|[aiu]t[ie]|ees|ies|ues|es[ei]|est[ie]|ert[ie]|ertes|ertas|ertos|uestas|uestos|istas|istos|itas|itos|iles|ales|ives|ivas|ivos|ic[aoie]s?|iche|ici)$/;
const WORDS_MAX = 5;

/** "Truncado", "borrada": one of them, so that it doesn't tell several apart. */
export const UNDONE = /^\w{4,}(?:ad|id)[oa]$/;

/** Several things, and how sure it is that nothing is done to them. */
export interface Several {
  readonly word: string;
  /** About money, so that only parameters that pick them out make it a reading. */
  readonly isMoney: boolean;
}

/**
 * "Pólizas vigentes", "sanções empresa", "navires à quai": a name that begins with several things and has no verb lists
 * them. These languages say first what it is about, so that what follows can only tell them apart. null: it may be an act.
 */
export function severalIn(words: readonly string[]): Several | null {
  const [first = "", ...rest] = words;
  if (words.length < 2 || words.length > WORDS_MAX || first.length < 4) return null;
  const isMoney = money.has(first) && first.endsWith("s") && first.length > 4;
  if (!(romanceSeveral.has(first) || isMoney || (isSeveralShaped(first, rest) && !mayBeDone(first)))) return null;
  if (rest.some((word) => !tellsApart(word))) return null;
  const isApart = rest.some((word) => PARTICIPLE.test(word) || PICKING.test(word) || DONE.test(word));
  return { word: first, isMoney: (isMoney && !isApart) || rest.some((word) => money.has(word)) };
}

/**
 * A plural by its shape. No form of a verb that names use ends in -s in Spanish, French and Portuguese; an English one may,
 * so that something else has to be of these languages.
 */
function isSeveralShaped(word: string, rest: readonly string[]): boolean {
  if (SEVERAL_SHAPED.test(word)) return true;
  if (!/[^sui]s$/.test(word) || word.length < 5 || findVerbOfAny(word) !== undefined || commonNouns.has(word))
    return false;
  return rest.some(
    (each) => romanceThings.has(each) || romanceQualities.has(each) || (each.length > 5 && DONE.test(each)),
  );
}

/** "Transferencias masivas", "rimborsi lotto": done to many at once. */
const AT_ONCE =
  /^(?:masiv[oa]s?|massiv[oaie]s?|massifs?|massives?|masse|massa|lotes?|lots?|lott[oi]|bloque|groupe(?:e?s)|multiples?|multipl[oaei]s?)$/;
const GRAVE: ReadonlySet<string> = new Set(["destroy", "pay", "execute"]);

/** "Baja", "reinicio", "vacía": what may be done to what stands before it. Not "bajas", which are several, nor "train". */
export function isGraveAct(word: string): boolean {
  const verb = findVerbOfAny(word);
  if (AT_ONCE.test(word)) return true;
  return verb !== undefined && verb.language !== "en" && GRAVE.has(verb.kind) && !DONE.test(word);
}

/** What is taken out of, or put back, as often as it is looked at: "saldo retiro", "inventario reinicio". */
const HELD = new Set(
  "saldo saldos solde soldes saldi agenda inventario inventaire stock stocks existencias estoque giacenza giacenze cuenta cuentas".split(
    " ",
  ),
);

/** Whether a name without a sure verb may still say that something grave is done: "eliminaciones programadas", "saldo retiro". */
export function mayBeActOn([head = "", ...rest]: readonly string[]): boolean {
  return (
    (rest.length > 0 && /s$|oni$/.test(head) && !money.has(head) && !shown.has(head) && mayBeDone(head)) ||
    (HELD.has(head) && rest.some((word) => isGraveAct(word) || (money.has(word) && !word.endsWith("s"))))
  );
}

/** "Eliminaciones": the plural of what is done to something. */
export function mayBeDone(word: string): boolean {
  for (const singular of [
    word.slice(0, -1),
    word.slice(0, -2),
    word.replace(/(?:oes|ioni)$/, (end) => (end === "oes" ? "ao" : "ione")),
  ]) {
    const kind = findVerbOfAny(singular)?.kind;
    if (kind !== undefined && GRAVE.has(kind)) return true;
  }
  return false;
}

function tellsApart(word: string): boolean {
  if (isGraveAct(word) || UNDONE.test(word)) return false;
  if (word.length < 4 || things.has(word) || romanceQualities.has(word) || shown.has(word) || romanceSeveral.has(word))
    return true;
  if (money.has(word)) return true;
  const verb = findVerbOfAny(word);
  if (verb !== undefined)
    return verb.kind === "read" || verb.kind === "compute" || (verb.language !== "en" && DONE.test(word));
  return DONE.test(word) || !(INFINITIVE.test(word) || ACT_SHAPED.test(word));
}

/** What is given to be kept or sent, in the name of a parameter. */
const CONTENT = new Set(
  `body text texto texte testo message mensaje mensagem messaggio payload file fichero fichier arquivo archivo data datos donnees dados dati
  content contenido contenu conteudo contenuto amount importe montant valor valore importo total price precio prix preco prezzo
  subject asunto objet assunto oggetto comment comentario commentaire commento nota note observacion observaciones descripcion
  description descricao descrizione motivo motif raison reason adjunto anexo allegato base64 pdf cantidad quantite quantidade
  quantita nuevo nueva nouveau novo nova nuovo nuova new value payload json csv items lineas lignes linhas righe destinatario
  destinataire beneficiario beneficiaire recipient accion action acao azione operacion operation operacao operazione comando confirmar
  confirm confirmer confirma force`.split(/\s+/),
);

/** `message_id` picks one out. */
const PICKS = new Set(
  "id ids uuid key slug ref code codigo codice numero number tipo type nombre nom nome name".split(" "),
);

/** Whether any parameter carries what is to be written, sent or paid, instead of picking something out. */
export function carriesContent(parameters: readonly string[]): boolean {
  return parameters.some((name) => {
    const parts = splitName(name);
    return parts.some((word) => CONTENT.has(word)) && !parts.some((word) => PICKS.has(word));
  });
}

const ARTICLES = new Set("el la los las un una unos unas al le les une l o os as um uma ao il lo gli i uno".split(" "));
/** What an article may follow without anything being done. */
const BEFORE_ARTICLE = new Set(
  `todo toda todos todas tout tous toute toutes tutto tutta tutti tutte ambos ambas tous de del da do di du dans en em in con com avec para
  por pour per sobre sur su entre tra fra segun selon secondo a y e et o ou que cuando quando quand si se como come comme donde dove cual
  quien qui chi cuanto quanto est es son sont sono e y hasta quem quienes quel quelle quels quelles quais on ici voici desde sin sans senza sem tras hacia contra`.split(
    /\s+/,
  ),
);
/** "Passe des exemplaires au pilon", but "Remplissage des trains". */
const PARTITIVES = new Set(["des", "du"]);
const NAMED = /(?:[^e]|age|ure|[ae]nce|i?ee|ie|isme|ique|ette|aire|ode|iste|te|elle|ogue|iere)$/;
const LITTLE = new Set([...ARTICLES, "des", "du", "de", "los", "dei", "d"]);

/** "Encarga la baja …": what is told is no answer if something grave is said before it. */
export function isGraveBefore(text: ProseReading | null, told: string): boolean {
  if (text === null || !romanceLanguages.has(text.language)) return false;
  return text.words.slice(0, text.words.indexOf(told)).some(isGraveAct);
}

/**
 * "Peticiona o processo", "Pilonne des exemplaires": nobody knows the word. Before an article stands a verb; elsewhere it may
 * be one, unless it is a thing, describes one or asks.
 */
export function mayBeginWithVerb(text: ProseReading | null): boolean {
  if (text === null || !romanceLanguages.has(text.language)) return false;
  const [first = "", second = ""] = text.words;
  const isBefore = ARTICLES.has(second) || (PARTITIVES.has(second) && !NAMED.test(first));
  if (isBefore && !LITTLE.has(first) && !BEFORE_ARTICLE.has(first)) return true;
  return !(isNoVerb(first) || second === "de" || second === "d" || second === "di" || isNoun(first));
}

function isNoVerb(word: string): boolean {
  return (
    LITTLE.has(word) ||
    BEFORE_ARTICLE.has(word) ||
    PICKING.test(word) ||
    romanceQualities.has(word) ||
    findVerbOfAny(word) !== undefined
  );
}

function isNoun(word: string): boolean {
  return (
    things.has(word) ||
    shown.has(word) ||
    romanceSeveral.has(word) ||
    information.has(word) ||
    measures.has(word) ||
    listed.has(word) ||
    lookups.has(word) ||
    PARTICIPLE.test(word) ||
    SEVERAL_SHAPED.test(word) ||
    ACT_SHAPED.test(word)
  );
}

/** "Fila de espera", "Últimas lecturas", "Relevé des compteurs": what a text begins with that is only shown. */
export function leadShown(text: ProseReading | null): string | undefined {
  if (text === null || !romanceLanguages.has(text.language)) return undefined;
  const lead = text.words
    .slice(0, 4)
    .find((word) => !(LITTLE.has(word) || PICKING.test(word) || romanceQualities.has(word)));
  return lead !== undefined && (shown.has(lead) || romanceSeveral.has(lead)) ? lead : undefined;
}
