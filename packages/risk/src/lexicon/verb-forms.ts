import type { Language } from "./verb-kind";

export interface Form {
  readonly text: string;
  readonly isThird: boolean;
}

/** The forms a description or a name uses: infinitive, imperative and third person. `given` are the irregular ones. */
export function verbForms(language: Language, lemma: string, given: readonly string[]): Form[] {
  const third = given.length > 0 ? given : regularThird(language, lemma);
  return [
    { text: lemma, isThird: false },
    ...third.map((text) => ({ text, isThird: true })),
    ...imperatives(language, lemma, given).map((text) => ({ text, isThird: false })),
  ];
}

function regularThird(language: Language, lemma: string): string[] {
  const stem = lemma.slice(0, -2);
  switch (language) {
    case "en":
      if (/[^aeiou]y$/.test(lemma)) return [`${lemma.slice(0, -1)}ies`];
      return [/(s|x|z|ch|sh|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`];
    case "es":
    case "pt":
      return [lemma.endsWith("ar") ? `${stem}a` : `${stem}e`];
    case "it":
      return lemma.endsWith("are")
        ? [`${lemma.slice(0, -3)}a`]
        : [`${lemma.slice(0, -3)}e`, `${lemma.slice(0, -3)}isce`];
    case "fr":
      return lemma.endsWith("er") ? [`${stem}e`] : [`${stem}it`, `${lemma.slice(0, -1)}t`];
    case "de": {
      const root = lemma.endsWith("en") ? lemma.slice(0, -2) : lemma.slice(0, -1);
      // "Berechnet", "öffnet", but "lernt", "nennt".
      return [/(?:[td]|(?:[^aeiouäöülrhmn]|ch)[mn])$/.test(root) ? `${root}et` : `${root}t`];
    }
    case "zh":
    case "ja":
      return [];
  }
}

function imperatives(language: Language, lemma: string, given: readonly string[]): string[] {
  const stem = lemma.slice(0, -2);
  // "De" and "la" aren't what anybody takes for a form of "dar" and "ler".
  if (stem.length < 2) return [];
  switch (language) {
    case "es":
    case "pt":
      return [lemma.endsWith("ar") ? `${beforeE(language, stem)}e` : `${stem}a`];
    case "it":
      if (lemma.endsWith("are")) return [];
      if (lemma.endsWith("urre")) return [lemma.replace(/urre$/, "uci")];
      return given.length === 0
        ? [`${lemma.slice(0, -3)}i`, `${lemma.slice(0, -3)}isci`]
        : [
            `${lemma.slice(0, -3)}i`,
            ...given.filter((form) => form.endsWith("isce")).map((form) => `${form.slice(0, -1)}i`),
          ];
    case "fr":
      return lemma.endsWith("er") ? [`${stem}ez`] : lemma.endsWith("ir") ? [`${stem}issez`] : [];
    case "en":
      return [gerund(lemma)];
    case "de":
      return lemma.endsWith("en")
        ? [lemma.slice(0, -1), lemma.slice(0, -2), `${lemma.slice(0, -2)}ung`]
        : [`${lemma.slice(0, -1)}e`, `${lemma.slice(0, -1)}ung`];
    default:
      return [];
  }
}

/** "pague", "busque", "utilice": how a stem is spelt before an e. */
function beforeE(language: Language, stem: string): string {
  if (stem.endsWith("g")) return `${stem}u`;
  if (stem.endsWith("c")) return `${stem.slice(0, -1)}qu`;
  if (stem.endsWith("ç")) return `${stem.slice(0, -1)}c`;
  return language === "es" && stem.endsWith("z") ? `${stem.slice(0, -1)}c` : stem;
}

/** "deleting", "getting", "creating" */
function gerund(lemma: string): string {
  if (/[^aeio]e$/.test(lemma)) return `${lemma.slice(0, -1)}ing`;
  return /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(lemma) ? `${lemma}${lemma.at(-1) ?? ""}ing` : `${lemma}ing`;
}

/** What the act itself is called: "anulación", "annulation", "annullamento". */
export function actNouns(language: Language, lemma: string): string[] {
  const stem = lemma.slice(0, -2);
  switch (language) {
    case "es":
      if (lemma.endsWith("ar")) return [`${stem.replace(/z$/, "c")}ación`, `${stem}amiento`];
      return [`${stem}imiento`, `${stem}ición`];
    case "pt":
      return lemma.endsWith("ar") ? [`${stem}ação`, `${stem}amento`] : [`${stem}imento`, `${stem}ição`];
    case "fr":
      if (lemma.endsWith("er")) return [`${stem.replace(/qu$/, "c")}ation`, `${stem}ement`, `${stem}age`];
      return lemma.endsWith("ir") ? [`${stem}issement`] : [];
    case "it": {
      const root = lemma.slice(0, -3);
      return lemma.endsWith("are") ? [`${root}azione`, `${root}amento`] : [`${root}imento`, `${root}izione`];
    }
    default:
      return [];
  }
}
