import { invalid } from "../errors";

/**
 * Stored headers never follow to another host, or whoever may edit a server could read its credentials. INVALID at `/headers`
 * when there are some and none were given anew. To be asked before anything is sent to the new address.
 */
export function requireHeadersAnew(
  before: { readonly url: string; readonly headerNames: readonly string[] },
  url: string | undefined,
  headers: object | undefined,
): void {
  const isMoved = url !== undefined && new URL(url).origin !== new URL(before.url).origin;
  if (isMoved && headers === undefined && before.headerNames.length > 0) {
    throw invalid("/headers", "The address is on another host: give the headers anew, or {} for none.");
  }
}
