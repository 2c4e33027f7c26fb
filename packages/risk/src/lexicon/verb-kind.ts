/**
 * What a verb does, before its object is known. `compute` changes nothing and answers something; `send`, `access` and `pay`
 * are writes that matter more; `manage` may be anything; `light` says nothing without its object ("run a search").
 */
export type VerbKind =
  | "read"
  | "compute"
  | "write"
  | "send"
  | "access"
  | "execute"
  | "destroy"
  | "pay"
  | "manage"
  | "light";

export type Language = "en" | "es" | "fr" | "de" | "pt" | "it" | "zh" | "ja";

/** They name the thing first, and then say what about it. */
export const romanceLanguages: ReadonlySet<string> = new Set(["es", "fr", "pt", "it"] satisfies Language[]);

export interface Verb {
  readonly lemma: string;
  readonly kind: VerbKind;
  readonly language: Language;
  /** As often a noun as a verb: a verb only where a verb is expected. */
  readonly isNoun: boolean;
  /** What a separable German verb stands with: "führt … aus". */
  readonly particle?: string;
  /** Far more often a thing: "file", "seat". It is done only where its object follows. */
  readonly isThing?: boolean;
  /** Third person: "deletes". A sentence that isn't the first counts only in this form. */
  readonly isThird: boolean;
}

/** Space-separated lemmas of each kind. A trailing `*` marks a word that is as often a noun, `~` one that is far more often one. */
export type VerbTable = Partial<Record<VerbKind, string>>;
