const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/i;
/** Letters and digits in a row, as no word is long: `4f9c2e81a07b4d55`, and not `streamable-http-2025-06-18`. */
const RUN_LENGTH_MIN = 16;
/** Capitals, small letters and digits together, as base64url mixes them. */
const MIXED_LENGTH_MIN = 16;

/**
 * What of a registered address may be known to everybody: it without its query, where keys stand. null: a part of its path
 * looks like a secret, so that no address is left that may. Errs on the side of the secret.
 */
export function publicAddress(address: string): string | null {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  url.username = "";
  url.password = "";
  return url.pathname.split("/").some(looksSecret) ? null : url.href;
}

function looksSecret(segment: string): boolean {
  if (UUID.test(segment) || /^(sk|pk|ghp|gho|xox[abp]|key|tok|token|secret)[-_].{8,}$/i.test(segment)) return true;
  const isMixed = /[a-z]/.test(segment) && /[A-Z]/.test(segment) && /\d/.test(segment);
  if (isMixed && segment.length >= MIXED_LENGTH_MIN) return true;
  const runs = segment.match(/[a-z0-9]+/gi) ?? [];
  return runs.some((run) => run.length >= RUN_LENGTH_MIN && /\d/.test(run));
}
