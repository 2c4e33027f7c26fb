import { Prisma } from "@policylayer/db";

const WORDS_MAX = 8;
const WORD_LENGTH_MAX = 40;
/** A shorter beginning would match most of the catalogue. */
const PREFIX_LENGTH_MIN = 3;

/** The words of a question; identifiers are split as the catalogue splits them. Empty: there was nothing but punctuation. */
export function searchWords(q: string): string[] {
  const split = q.normalize("NFC").replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2");
  const words = split.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.slice(0, WORDS_MAX).map((word) => word.slice(0, WORD_LENGTH_MAX));
}

/**
 * All words, as they stand or as stems, the last also as a beginning. `weights` narrows it to parts of the text (`A`: names).
 * The words hold letters and digits only, so nothing in them is an operator.
 */
export function wordsQuery(words: readonly string[], weights = ""): Prisma.Sql {
  const last = words.at(-1) ?? "";
  const prefix = last.length >= PREFIX_LENGTH_MIN ? "*" : "";
  const suffix = (mark: string) => (weights === "" && mark === "" ? "" : `:${mark}${weights}`);
  const plain = words.map((word, n) => `${word}${suffix(n === words.length - 1 ? prefix : "")}`).join(" & ");
  const stems = words.map((word) => `${word}${suffix("")}`).join(" & ");
  return Prisma.sql`(to_tsquery('simple', ${plain}) || to_tsquery('english', ${stems}))`;
}
