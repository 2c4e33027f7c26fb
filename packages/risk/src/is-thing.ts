import { commonNouns } from "./lexicon/common-nouns";
import { information } from "./lexicon/nouns";
import { romanceThings, shown } from "./lexicon/romance-nouns";
import { listed, measures } from "./lexicon/told-things";

/** Whether a word of a name is a thing in some language, whatever else it may be a form of. */
export function isThing(word: string): boolean {
  return listed.has(word) || commonNouns.has(word) || romanceThings.has(word) || isShown(word);
}

/** One that is looked at more often than anything else is done to it. */
export function isShown(word: string): boolean {
  return shown.has(word) || information.has(word) || measures.has(word);
}
