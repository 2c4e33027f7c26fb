import { CLASS_OF_KIND } from "./act";
import type { VerbKind } from "./lexicon/verb-kind";
import type { RiskClass } from "./risk-class";

/** What a verb does to its object. */
export interface Meaning {
  readonly class: RiskClass | null;
  readonly kind: VerbKind;
  readonly because: string | null;
  readonly isVague: boolean;
}

export function plain(kind: VerbKind): { class: RiskClass | null; kind: VerbKind } {
  return { class: CLASS_OF_KIND[kind], kind };
}

export function becomes(kind: VerbKind, because: string): Meaning {
  return { ...plain(kind), because, isVague: false };
}

export function anyOf(words: readonly string[], set: ReadonlySet<string>): string | undefined {
  for (const word of words) if (set.has(word)) return word;
  return undefined;
}

/** The object itself, without what it is for or from. */
export function untilBreak(object: readonly string[]): readonly string[] {
  const end = object.findIndex((word) => BREAKS.has(word) || word === "that" || word === "which");
  return object.slice(0, end === -1 ? 4 : Math.min(end, 4));
}

/** Words that end an object. */
export const BREAKS = new Set(
  "de del du des della dello delle do dos di al der den dem eine einer la le el il les los for to from in on of by with into onto at about via using para por pour dans fur mit von aus per da con and or between among towards toward within after before if when once against that which who where".split(
    " ",
  ),
);
