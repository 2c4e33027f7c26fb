import { looksSecret } from "./looks-secret";

const TAGS = new Set(["latest", "next", "beta", "alpha", "canary", "rc", "stable", "main", "edge", "nightly"]);
const NUMBERED = /^v?[0-9]{1,5}(\.[0-9]{1,5}){0,3}([-.]?(a|b|alpha|beta|rc|dev|post|preview|next)[-.]?[0-9]{0,5})?$/;

/** A version or a well-known tag as it stands; null for anything else, which may be a word of any kind. */
export function versionOf(text: string | undefined): string | null {
  if (text === undefined || text.length > 32) return null;
  return TAGS.has(text) || (NUMBERED.test(text) && !looksSecret(text)) ? text : null;
}
