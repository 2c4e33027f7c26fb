import { foldWord } from "./lexicon/fold-word";
import { marks, queryLanguages } from "./lexicon/nouns";
import type { Verb } from "./lexicon/verb-kind";
import { anyOf, becomes, type Meaning, untilBreak } from "./meaning";

function lemmas(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

function things(text: string): ReadonlySet<string> {
  return new Set([...lemmas(text)].map(foldWord));
}

/** What a verb becomes by its object, whatever the language: the lemmas differ, the sense doesn't. */
export function byObject({ lemma, kind }: Verb, object: readonly string[], around: readonly string[]): Meaning | null {
  const near = untilBreak(object);
  if (FORMATS.has(lemma)) {
    const medium = anyOf(object, media);
    if (medium !== undefined) return becomes("destroy", `to format a ${medium} erases it`);
    const kept = anyOf(untilBreak(object), keptText);
    if (kept !== undefined) return becomes("write", `a ${kept} is changed by it`);
  }
  if (ENDS.has(lemma)) {
    const ended = anyOf(near, endedThings);
    if (ended !== undefined) return becomes("destroy", `a ${ended} is ended`);
  }
  if (CLOSES.has(lemma) && kind === "destroy") {
    const app = anyOf(near, apps);
    if (app !== undefined) return becomes("execute", `a ${app} is closed`);
  }
  if (OPENS.has(lemma) && anyOf(near, lookedInto) !== undefined) return becomes("read", "it is only opened");
  if (TAKES_OFF.has(lemma)) {
    const mark = anyOf(near, marks) ?? anyOf(near, badges);
    if (mark !== undefined) return becomes("write", `a ${mark} can be put back`);
    if (anyOf(near, belonging) !== undefined && anyOf(around, keptTogether) !== undefined)
      return becomes("write", "what is taken off a list can be put back");
  }
  if (SETTLES.has(lemma)) {
    const due = anyOf(near, dues);
    if (due !== undefined) return becomes("pay", `a ${due} is settled`);
  }
  if (lemma === "dar") {
    if (object.includes("baja")) return becomes("destroy", "it is taken off the records");
    if (object.includes("alta")) return becomes("write", "it is put on the records");
  }
  if (UNPACKS.has(lemma) && anyOf(near, archives) !== undefined) return becomes("write", "files are unpacked");
  if (LOADS.has(lemma) && into(object) && anyOf(near, queryLanguages) === undefined)
    return becomes("write", "it is loaded into something");
  return null;
}

/** What stays where it is when it is formatted; code and text are only answered. */
const keptText = new Set(
  "file files document documents doc cell cells range ranges sheet worksheet paragraph paragraphs slide slides table column columns row rows archivo documento fichier datei dokument arquivo".split(
    " ",
  ),
);
const FORMATS = lemmas("format reformat formatear formater formatar formattare formatieren");
const media = things(
  "disk disks drive drives partition partitions volume filesystem usb ssd hdd card disco discos unidad particion disque partition festplatte laufwerk datentrager datentraeger unidade particao partizione chiavetta",
);

const ENDS = lemmas("terminar terminer terminare beenden encerrar arrêter detener fermare finalizar terminer");
const endedThings = things(
  "instancia instancias proceso procesos instance instances processus istanza istanze processo processi instanz instanzen prozess prozesse processos",
);

const CLOSES = lemmas("terminate kill close");
const apps = things("app apps application applications browser aplicacion anwendung");

const OPENS = lemmas("abrir ouvrir aprire öffnen");
const lookedInto = things(
  `archivo archivos documento documentos bandeja buzon carpeta fichier fichiers document dossier boite messagerie datei dateien dokument
  postfach ordner posteingang arquivo arquivos caixa pasta casella cartella`,
);

/** Taking a mark off, or one of many off a list, is no removing. */
const TAKES_OFF = lemmas(
  "remove detach clear quitar retirar retirer enlever ôter remover tirar rimuovere togliere entfernen abnehmen desmarcar",
);
const badges = things(
  "badge badges insignia medalla medaille abzeichen distintivo etiqueta etiquetas etiquette etiquettes etichetta etichette etikett marca reaccion reaction reazione reacao filtro filtre filter",
);
const belonging = things(
  "member members user users participant participants assignee assignees reviewer reviewers asset assets symbol symbols track tracks song songs artist guest guests attendee attendees follower ticker tickers",
);
const keptTogether = things(
  "watchlist playlist queue card channel favorites favourites wishlist board chat conversation meeting event team group list",
);

/** "Dar baixa em um título": to settle it. With a file, `baixar` downloads. */
const SETTLES = lemmas("baixar liquidar saldar quitar begleichen régler saldare");
const dues = things(
  "lancamento lancamentos titulo titulos conta contas boleto boletos parcela parcelas fatura faturas duplicata deuda deudas cuota cuotas factura facturas rechnung rechnungen dette dettes facture debito debiti fattura divida",
);

const UNPACKS = lemmas("extract extraer extraire extrair estrarre entpacken");
const archives = things("archive archives zip tar tarball rar gzip comprimido");

const LOADS = lemmas("load cargar charger carregar caricare laden");
function into(object: readonly string[]): boolean {
  return object.some((word, index) => index > 0 && (word === "into" || word === "to"));
}
