import { looksSecret } from "./looks-secret";

const CHARACTERS_MAX = 80;
/** Controls, and characters that show nothing or turn the line round. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;

/** The name a server has in a file; its place when the name is unfit to be shown. */
export function shownName(name: string, index: number): string {
  const trimmed = name.trim();
  const isFit = trimmed !== "" && trimmed.length <= CHARACTERS_MAX && !UNSEEN.test(trimmed) && !looksSecret(trimmed);
  return isFit ? trimmed : `server ${index + 1}`;
}
