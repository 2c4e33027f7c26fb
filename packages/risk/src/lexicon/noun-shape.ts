import { commonNouns } from "./common-nouns";
import { findVerb, findVerbOfAny } from "./find-verb";
import { findParticiple } from "./participles";

const ENDINGS =
  /(?:ness|[aeio]ty|ship|hood|ology|ography|ometry|onomy|ics|itis|osis|ism|ium|ance|ence|tion|sion|ture|ancy|ency|ical|ous|meter|scope)$/;

/** A word that no table has, and that by its ending is a thing or tells of one: "genealogy", "toxicity". */
export function isNounShaped(word: string): boolean {
  return word.length > 6 && ENDINGS.test(word) && findVerbOfAny(word) === undefined;
}

/** A noun by its ending may mean that something is done: "evacuation", "rollout", "disposal". */
const ACT_SHAPED = /(?:[ts]ion|ment|ing|[aeiou][nsvw]al|[st]al|ance|out|off|up|over|down|back|in|ism|ery)$/;

/** Those that end that way and are things or places. */
const PLAIN = new Set(
  `position location section station region version condition dimension medication question opinion mission nation allowance distance
  instance entrance insurance performance document department apartment segment equipment environment statement basement element comment
  ration pension season mineral hospital terminal manual animal capital festival signal rival arrival building painting fishing evening
  morning ceiling wedding cabin basin margin origin`.split(/\s+/),
);
export function isActShaped(word: string): boolean {
  return ACT_SHAPED.test(word) && !PLAIN.has(word);
}

const IRREGULAR = new Set(
  "aged lost sold spent broken sent held written stolen hidden frozen given taken drawn forgotten paid unpaid unsold unused unread overdue due".split(
    " ",
  ),
);
const ED = /[^e]ed$/;

/** "Aborted", "blocked", "lost": what was done to a thing says which one is meant. */
export function isDone(word: string): boolean {
  if (IRREGULAR.has(word)) return true;
  if (word.length < 5 || !ED.test(word)) return false;
  const base = findVerb(word, "en");
  return base === undefined && (findParticiple(word, "en") !== undefined || word.length > 5);
}

/** The thing of which there are several; the word itself if it isn't a regular plural. */
export function singularOf(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|[sx]e|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

/** Several of a thing that is known. */
export function isPlural(word: string): boolean {
  const one = singularOf(word);
  if (one !== word && commonNouns.has(one)) return true;
  // "Port calls", "gate changes": how often it was done.
  const verb = findVerb(word, "en");
  return verb?.isThird === true && verb.isNoun && verb.kind !== "destroy" && verb.kind !== "pay";
}
