import { foldWord } from "./lexicon/fold-word";

const PARTS = /\p{Lu}+(?![\p{Ll}])|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Mn}]+|\p{N}+/gu;
const PLAIN = /^[a-z0-9_]+$/;
/** Characters that show nothing, which a hostile name may hide a word behind. */
const INVISIBLE = /\p{Cf}/gu;
const WORDS_MAX = 40;
/** Characters of a name that are looked at. */
export const NAME_MAX = 400;

/** The folded words of a name: `github__listIssues`, `jira.create-issue` and `HTTPServer2` are split where a reader would. */
export function splitName(name: string): string[] {
  const bounded = name.length > NAME_MAX ? name.slice(0, NAME_MAX) : name;
  if (PLAIN.test(bounded))
    return bounded
      .split("_")
      .filter((word) => word !== "")
      .slice(0, WORDS_MAX);
  const parts = bounded.normalize("NFKC").replace(INVISIBLE, "").match(PARTS) ?? [];
  return parts.slice(0, WORDS_MAX).map(foldWord);
}

/** The words without those of the server's own name in front: `acme_get_parcel` of `acme` is `get parcel`. */
export function withoutServer(words: readonly string[], server: string | undefined): readonly string[] {
  if (server === undefined || words.length < 2) return words;
  const own = new Set(splitName(server));
  let start = 0;
  while (start < words.length - 1 && own.has(words[start] ?? "")) start += 1;
  return start === 0 ? words : words.slice(start);
}
