import "server-only";
import { ServiceError } from "@policylayer/services/errors";

/**
 * The version a change started from, of `If-Match: "3"`; "any" of `*`; undefined without the header. A tag that no policy
 * ever had matches nothing: PRECONDITION_FAILED.
 */
export function readIfMatch(headers: Headers): number | "any" | undefined {
  const header = headers.get("if-match")?.trim();
  if (header === undefined) return undefined;
  if (header === "*") return "any";
  const version = /^"?([1-9]\d{0,9})"?$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw new ServiceError("PRECONDITION_FAILED", 'If-Match must be the ETag of the policy, e.g. If-Match: "3".');
}

/** The ETag of a policy, for headers. */
export function versionTag(view: { readonly version: number }): Record<string, string> {
  return { etag: `"${view.version}"` };
}
