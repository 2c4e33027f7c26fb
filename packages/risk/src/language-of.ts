import { commonNouns } from "./lexicon/common-nouns";
import { findVerb, type SpacedLanguage } from "./lexicon/find-verb";
import { romanceThings } from "./lexicon/romance-nouns";

const SIGNS: Readonly<Record<SpacedLanguage, string>> = {
  en: "the a an of to and for from with by or this that is are in on all new your it its as be can if into at via when",
  es: "se de permite herramienta el los las del y para por con una un esta este que es o en al se sus su lista todos",
  fr: "de permet le les des du et pour par avec une un cette ce que est ou dans au aux ses sur d l la outil",
  de: "und einzelne zwischen ermoglicht der die das den dem des und fur mit ein eine einen einem einer eines oder ist im zu zur von werkzeug alle auf aus",
  pt: "se de permite o os as do da dos das e para por com uma um esta este que ou em no na ao seus sua ferramenta",
  it: "viene vengono consente permette il lo gli dei della delle del di e per con una un questo questa che o nel nella al dello uno strumento i",
};

/** What names are made of where there are no little words. */
const THINGS: Readonly<Record<SpacedLanguage, string>> = {
  en: "file user order message account page list",
  es: "archivo archivos carpeta correo correos mensaje mensajes cliente clientes usuario usuarios pedido pedidos cuenta tabla fila cita",
  fr: "fichier fichiers dossier courriel courriels client utilisateur utilisateurs commande compte ligne salon rendez",
  de: "datei dateien ordner nachricht nachrichten kunde kunden benutzer konto tabelle zeile termin postfach dienst",
  pt: "arquivo arquivos pasta mensagem mensagens contato contatos conta tabela linha lixeira servico agenda",
  it: "cartella messaggio messaggi cliente clienti utente utenti ordine ordini conto tabella riga allegato allegati",
};

const weights = new Map<string, SpacedLanguage[]>();
for (const [language, words] of Object.entries(SIGNS) as [SpacedLanguage, string][])
  for (const word of `${words} ${THINGS[language]}`.split(" "))
    weights.set(word, [...(weights.get(word) ?? []), language]);
// What is a thing in some of the languages, and no word of English.
for (const [word, languages] of romanceThings)
  if (!weights.has(word) && !commonNouns.has(word) && findVerb(word, "en") === undefined)
    weights.set(word, [...languages]);

const LOOKED_AT_MAX = 60;

/** The language of folded words, by its little words and the verb it begins with; English when nothing tells. */
export function languageOf(words: readonly string[]): SpacedLanguage {
  const points: Record<SpacedLanguage, number> = { en: 0.5, es: 0, fr: 0, de: 0, pt: 0, it: 0 };
  const count = Math.min(words.length, LOOKED_AT_MAX);
  for (let index = 0; index < count; index += 1) {
    const found = weights.get(words[index] ?? "");
    if (found !== undefined) for (const language of found) points[language] += 1 / found.length;
  }
  const first = words[0] ?? "";
  const isEnglish = findVerb(first, "en") !== undefined;
  // "Role permission inspection": a thing's name says little, though it could be a form of a verb.
  const weight = commonNouns.has(first) ? 0.4 : 2;
  let best: SpacedLanguage = "en";
  const second = words[1] ?? "";
  const isSecondEnglish = findVerb(second, "en") !== undefined;
  for (const language of LANGUAGES) {
    if (language !== "en" && !isSecondEnglish && findVerb(second, language)?.isNoun === false) points[language] += 0.6;
    if (first !== "" && findVerb(first, language) !== undefined) points[language] += isEnglish ? 0.75 : weight;
    if (points[language] > points[best]) best = language;
  }
  return best;
}

const LANGUAGES: readonly SpacedLanguage[] = ["en", "es", "fr", "de", "pt", "it"];
