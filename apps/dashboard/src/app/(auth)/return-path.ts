/**
 * Where to go after signing in: a path of our own, never another site. Anything else becomes "/".
 * `//host` and `/\host` are other sites to a browser.
 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith("/") || /^\/[/\\]/.test(wanted)) return "/";
  const url = new URL(wanted, "http://own.invalid");
  return url.host === "own.invalid" ? `${url.pathname}${url.search}` : "/";
}
