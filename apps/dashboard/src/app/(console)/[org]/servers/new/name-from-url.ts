const PREFIXES = /^(www|mcp|api|gateway)\./;

/** A name to start from: `https://mcp.stripe.com/v1` → `Stripe`; an address or a local host stays as it is. "" if none. */
export function nameFromUrl(text: string): string {
  if (!URL.canParse(text)) return "";
  const { hostname, host } = new URL(text);
  if (!hostname.includes(".") || /^[\d.]+$/.test(hostname) || hostname.startsWith("[")) return host;
  const labels = hostname.replace(PREFIXES, "").split(".");
  const word = (labels.length > 1 ? labels.at(-2) : labels[0]) ?? hostname;
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
