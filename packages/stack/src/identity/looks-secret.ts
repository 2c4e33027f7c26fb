/** Beginnings of tokens that say whose they are. */
const MARKS =
  /^(gh[opsur]_|github_pat_|glpat-|xox[a-z]-|xapp-|sk[-_]|pk[-_]|rk_|AKIA|ASIA|AIza|ya29\.|eyJ|shpat_|sq0|SG\.|npm_|pypi-|dop_v1_|hf_|plg_|plk_|whsec_|lin_api_|ntn_|secret[-_]|token[-_]|Bearer\b)/i;
const LONG = 20;

/**
 * Whether a text could be a secret rather than a name. Errs towards yes: a name that is taken for a secret is only not
 * shown, a secret taken for a name would be sent.
 */
export function looksSecret(text: string): boolean {
  if (MARKS.test(text)) return true;
  return text.split(/[^A-Za-z0-9+/=]+/).some(isTokenLike);
}

/** A run without any break: long and mixed, all hex, or longer than words are. */
function isTokenLike(run: string): boolean {
  if (run.length > 28) return true;
  if (/^[0-9a-f]{12,}$/i.test(run) && /[0-9]/.test(run)) return true;
  if (/^[0-9]{7,}$/.test(run)) return true;
  const switches = run.match(/[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])|[a-z](?=[A-Z])/g)?.length ?? 0;
  return switches >= 5 || (run.length >= LONG && switches >= 2);
}
