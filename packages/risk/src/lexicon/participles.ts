import { lemmasOf, type SpacedLanguage } from "./find-verb";
import { foldWord } from "./fold-word";
import type { Verb } from "./verb-kind";

/** "A file is deleted", "il file viene eliminato": what was done, by the folded participle. */
export function findParticiple(word: string, language: SpacedLanguage): Verb | undefined {
  return participles(language).get(word);
}

const known = new Map<SpacedLanguage, ReadonlyMap<string, Verb>>();

function participles(language: SpacedLanguage): ReadonlyMap<string, Verb> {
  const found = known.get(language) ?? build(language);
  known.set(language, found);
  return found;
}

function build(language: SpacedLanguage): ReadonlyMap<string, Verb> {
  const index = new Map<string, Verb>();
  for (const verb of lemmasOf(language)) {
    const given = IRREGULAR[language]?.[verb.lemma];
    const forms = given === undefined ? regular(language, verb.lemma) : given.split(" ");
    for (const form of forms) if (!index.has(foldWord(form))) index.set(foldWord(form), verb);
  }
  return index;
}

function regular(language: SpacedLanguage, lemma: string): string[] {
  const stem = lemma.slice(0, -2);
  switch (language) {
    case "en":
      if (lemma.endsWith("e")) return [`${lemma}d`];
      if (/[^aeiou]y$/.test(lemma)) return [`${lemma.slice(0, -1)}ied`];
      return [`${lemma}ed`, `${lemma}${lemma.at(-1) ?? ""}ed`];
    case "es":
    case "pt":
      return agreeing(lemma.endsWith("ar") ? `${stem}ad` : `${stem}id`, ["o", "a", "os", "as"]);
    case "it": {
      const root = lemma.slice(0, -3);
      const ending = lemma.endsWith("are") ? "at" : lemma.endsWith("ere") ? "ut" : "it";
      return agreeing(`${root}${ending}`, ["o", "a", "i", "e"]);
    }
    case "fr": {
      const root = lemma.endsWith("er") ? `${stem}e` : lemma.endsWith("ir") ? `${stem}i` : `${stem}u`;
      return agreeing(root, ["", "e", "s", "es"]);
    }
    case "de":
      return germanParticiples(lemma);
  }
}

function agreeing(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => `${stem}${ending}`);
}

const SEPARABLE =
  /^(ab|an|auf|aus|ein|fest|fort|frei|herunter|hinzu|hoch|nach|um|vor|weg|weiter|wieder|zu|zurück|zusammen|bereit|durch)(.+)$/;
const INSEPARABLE = /^(?:be|emp|ent|er|ge|ver|zer|über|wider|miss)|ieren$/;

function germanParticiples(lemma: string): string[] {
  const [, particle = "", rest = lemma] = SEPARABLE.exec(lemma) ?? [];
  const stem = rest.replace(/e?n$/, "");
  const t = /[td]$/.test(stem) ? "et" : "t";
  return [`${particle}${INSEPARABLE.test(rest) ? "" : "ge"}${stem}${t}`];
}

/** Those that aren't formed by the rule. */
const IRREGULAR: Readonly<Partial<Record<SpacedLanguage, Readonly<Record<string, string>>>>> = {
  en: {
    pay: "paid",
    send: "sent",
    buy: "bought",
    sell: "sold",
    set: "set",
    put: "put",
    build: "built",
    make: "made",
    write: "written",
    run: "run",
    read: "read",
    get: "gotten",
    withdraw: "withdrawn",
    overwrite: "overwritten",
    shut: "shut",
    spend: "spent",
    lend: "lent",
    burn: "burnt burned",
    take: "taken",
    forget: "forgotten",
    undo: "undone",
    reset: "reset",
    drive: "driven",
    speak: "spoken",
    begin: "begun",
    find: "found",
    show: "shown",
    give: "given",
    see: "seen",
    tell: "told",
    draw: "drawn",
  },
  es: {
    escribir: "escrito escrita",
    poner: "puesto puesta",
    abrir: "abierto abierta",
    hacer: "hecho hecha",
    ver: "visto vista",
  },
  pt: {
    pagar: "pago paga pagos pagas",
    escrever: "escrito escrita",
    abrir: "aberto aberta",
    fazer: "feito feita",
    ver: "visto vista",
  },
  fr: {
    détruire: "détruit détruite détruits détruites",
    écrire: "écrit écrite",
    mettre: "mis mise",
    lire: "lu lue",
    faire: "fait faite",
    inscrire: "inscrit inscrite",
    voir: "vu vue",
    ouvrir: "ouvert ouverte",
    construire: "construit construite",
  },
  it: {
    rimuovere: "rimosso rimossa rimossi rimosse",
    distruggere: "distrutto distrutta distrutti distrutte",
    scrivere: "scritto scritta",
    aggiungere: "aggiunto aggiunta aggiunti aggiunte",
    chiudere: "chiuso chiusa",
    leggere: "letto letta",
    spendere: "speso spesa",
    eseguire: "eseguito eseguita eseguiti eseguite",
    spegnere: "spento spenta",
    accendere: "acceso accesa",
    mettere: "messo messa",
  },
  de: {
    schreiben: "geschrieben",
    lesen: "gelesen",
    überweisen: "überwiesen",
    verschieben: "verschoben",
    schließen: "geschlossen",
    abbrechen: "abgebrochen",
    aufheben: "aufgehoben",
    zurückgeben: "zurückgegeben",
    senden: "gesendet gesandt",
    beenden: "beendet",
    anhalten: "angehalten",
    ausführen: "ausgeführt",
    entziehen: "entzogen",
    abheben: "abgehoben",
    einsehen: "eingesehen",
    finden: "gefunden",
    aufrufen: "aufgerufen",
    abrufen: "abgerufen",
    anlegen: "angelegt",
    verbieten: "verboten",
  },
};
