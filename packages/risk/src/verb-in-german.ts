import { foldWord } from "./lexicon/fold-word";
import type { VerbKind } from "./lexicon/verb-kind";
import { anyOf, becomes, type Meaning } from "./meaning";

/** What in German moves with "auslösen", "einreichen", "freigeben", "einziehen", as the last part of a compound. */
const MONEY =
  /(?:^|.)(?:zahlung(?:en)?|ueberweisung(?:en)?|uberweisung(?:en)?|lastschrift(?:en)?|gutschrift(?:en)?|abbuchung(?:en)?|auszahlung|einzahlung|zahllauf|lohnlauf|gehaltslauf|kaufpreis|geld|gelder|guthaben|bussgeld|lohne|loehne|gehalter|gehaelter|kaution|anzahlung|darlehen|kredit|wette|wetten|gebot|trinkgeld|pfand|spende|kauf)$/;
const DUE =
  /(?:^|.)(?:gebuhr|gebuehr|gebuhren|gebuehren|beitrag|beitrage|beitraege|miete|mieten|pramie|praemie|steuer|steuern|betrag|kosten|rate|raten|rechnung|rechnungen)$/;
const BOUGHT = /(?:^|.)(?:bestellung|bestellungen|order|orders|abo|abonnement|kaufvertrag|ware|waren)$/;
const OWED = /(?:^|.)(?:kredit|kredite|darlehen|schuld|schulden|hypothek|rate|raten|restschuld)$/;

/** What only notes money down, prepares or looks at it. */
const NOTES =
  /^(?:er(?:stellen|fassen|mitteln)|anlegen|bearbeiten|andern|aktualisieren|speichern|archivieren|zuordnen|importieren|hinzufugen|entwerfen|notieren|vermerken|kommentieren|markieren|senden|versenden|verschicken|schicken|drucken|umbenennen|verbuchen|kontieren|anmahnen|mahnen|abmahnen|anhangen|hochladen|schreiben|planen|vormerken|ablehnen|verschieben|stornieren|genehmigen|bestatigen)$/;
/** Of what is handed over, money itself. */
const CASH = /(?:^|.)(?:geld|gelder|guthaben|trinkgeld|bargeld)$/;

/** German verbs whose object decides: "eine Lastschrift einreichen", "ein Gebot abgeben". */
export function german(verb: string, kind: VerbKind, object: readonly string[]): Meaning | null {
  const lemma = foldWord(verb);
  const find = (pattern: RegExp) => object.find((word) => pattern.test(word));
  if (DISSOLVES.has(lemma)) {
    if (anyOf(object, resolved) !== undefined) return becomes("compute", "it is worked out");
    return becomes("destroy", "what is dissolved is gone");
  }
  if (REPORTS.has(lemma) && anyOf(object, reports) !== undefined) return becomes("send", "something is reported");
  if (SENDS_ON.has(lemma)) {
    const being = anyOf(object, beings);
    if (being !== undefined) return becomes("write", `a ${being} is sent on, not money`);
  }
  if (lemma === "aufnimmt" && anyOf(object, pictures) !== undefined) return becomes("read", "a picture is only taken");
  if (CHARGES.has(lemma) && anyOf(object, charged) !== undefined) return becomes("execute", "a device is charged");
  if (kind === "pay")
    return PULLS.has(lemma) && (find(MONEY) ?? find(DUE)) === undefined ? becomes("write", "it isn't money") : null;
  if (lemma === "tilgen") {
    const owed = find(OWED);
    return owed === undefined ? null : becomes("pay", `a ${owed} is paid back`);
  }
  if (RETURNS.has(lemma)) {
    const handed = find(CASH) ?? find(/^(?:gutschrift|kaufpreis|kaution|pfand|anzahlung|bonus)$/);
    if (handed !== undefined) return becomes("pay", `${handed} is handed over`);
    return lemma !== "geben" && object.includes("an") ? becomes("write", "it is given back to somebody") : null;
  }
  if (kind === "destroy" || kind === "compute" || (kind === "read" && !TAKES.has(lemma))) return null;
  if (kind === "execute" && object.some((word) => MACHINES.test(word))) return null;
  if (object.includes("rechnung") && object.includes("in") && STELLT.has(lemma)) return becomes("pay", "it is charged");
  if (NOTES.test(lemma)) {
    const cash = find(CASH);
    return cash === undefined ? null : becomes("pay", `${cash} is moved`);
  }
  const moved = find(MONEY) ?? (COMMITS.has(lemma) ? (find(DUE) ?? find(BOUGHT)) : undefined);
  if (moved !== undefined) return becomes("pay", `a ${moved} moves money`);
  return COMMITS.has(lemma) && object.includes("kostenpflichtigen") ? becomes("pay", "it costs money") : null;
}

const pictures = new Set("bild bildschirmfoto screenshot foto schnappschuss".split(" "));
const MACHINES = /^(?:automat|kasse)$/;
const DISSOLVES = new Set(["auflosen", "auflost"]);
const resolved = new Set(
  "adresse adressen name namen dns domain link links alias id ids abkurzung abkuerzung referenz referenzen gleichung konflikt konflikte kurzlink host hostnamen symbol".split(
    " ",
  ),
);
const REPORTS = new Set(["erstatten"]);
const reports = new Set("meldung anzeige bericht rueckmeldung ruckmeldung".split(" "));
const SENDS_ON = new Set(["uberweisen", "transferieren", "anfordern"]);
const beings = new Set(
  "patient patienten patientin schuler schueler kind student mitarbeiter datei dateien daten tier konsil befund befunde akte labor".split(
    " ",
  ),
);
const CHARGES = new Set(["aufladt", "aufladt", "aufladen"]);
const charged = new Set("akku batterie auto fahrzeug gerat geraet wallbox".split(" "));
const PULLS = new Set(["einzieht", "einziehen", "abfuhren", "einlosen", "abzieht", "abfuhrt", "einlost", "anweist"]);
const RETURNS = new Set(["geben", "gibt", "zuruckgeben", "zuruckgibt"]);
const TAKES = new Set(["aufnehmen", "aufladen", "gibt"]);
const STELLT = new Set(["stellt", "stellen"]);
/** With these a fee, an order or a subscription is settled too. */
const COMMITS = new Set(
  `einziehen einzieht auslosen auslost veranlassen anweisen freigeben freigibt aufgeben aufgibt abgeben abgibt abschliessen abschliesst
  abfuhren einreichen einreicht tatigen leisten setzen setzt platzieren platziert ausfuhren ausfuhrt verhangen`.split(
    /\s+/,
  ),
);
